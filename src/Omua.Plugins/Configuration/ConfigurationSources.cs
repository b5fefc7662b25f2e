using System.Collections;

namespace Omua.Plugins.Configuration;

/// <summary>What the configuration is read from, weakest first: the home's file, the project's file, environment variables.</summary>
internal sealed record ConfigurationSources
{
    public const string FileName = "omua.yaml";

    /// <summary>Folder of the user's own <c>omua.yaml</c>; null reads none.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>Folder of the project's <c>omua.yaml</c>; null reads none.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>A file that was named (<c>--config</c>); read in place of the project's, and must be there.</summary>
    public string? NamedFile { get; init; }

    /// <summary>The environment: <c>OMUA__SECTION__KEY</c> settings, and what <c>${env:NAME}</c> refers to.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The sources of this process.</summary>
    public static ConfigurationSources ForProcess(string? namedFile = null)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        var user = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return new()
        {
            HomeDirectory = variables.GetValueOrDefault("OMUA_HOME") is { Length: > 0 } home ? Path.GetFullPath(home)
                : user.Length > 0 ? Path.Combine(user, ".omua") : null,
            ProjectDirectory = System.Environment.CurrentDirectory,
            NamedFile = namedFile,
            Environment = variables,
        };
    }

    /// <summary>The files to read, weakest first.</summary>
    public IReadOnlyList<string> Files()
    {
        var home = HomeDirectory is null ? null : Path.GetFullPath(Path.Combine(HomeDirectory, FileName));
        var project = NamedFile is not null ? Path.GetFullPath(NamedFile)
            : ProjectDirectory is null ? null : Path.GetFullPath(Path.Combine(ProjectDirectory, FileName));
        return [.. new[] { home, project }.OfType<string>().Distinct().Where(file => File.Exists(file) || (NamedFile is not null && file == project))];
    }
}
