namespace Omua.Cli.Composition;

/// <summary>Where OMUA keeps what is a person's own: the store, user plugins, trust and caches.</summary>
internal static class HomeFolder
{
    /// <summary><c>OMUA_HOME</c>, or <c>~/.omua</c>.</summary>
    public static string FullPath { get; } = Environment.GetEnvironmentVariable("OMUA_HOME") is { Length: > 0 } home
        ? Path.GetFullPath(home)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".omua");
}
