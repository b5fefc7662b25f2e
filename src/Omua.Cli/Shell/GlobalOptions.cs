using System.CommandLine;

namespace Omua.Cli.Shell;

/// <summary>Options that every verb takes.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document on stdout, everything else on stderr", Recursive = true };

    public static Option<string?> Config { get; } = new("--config") { Description = "Configuration file (default: ./omua.yaml, then omua.yaml in OMUA_HOME)", HelpName = "FILE", Recursive = true };

    public static Option<bool> Trust { get; } = new("--trust") { Description = "Trust the plugins of this project's ./plugins folder for this call", Recursive = true };

    public static Option<bool> Locked { get; } = new("--locked") { Description = "Refuse plugins that are not as omua.lock records them", Recursive = true };

    public static Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours (NO_COLOR does the same)", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Write what happens to stderr", Recursive = true };

    public static IEnumerable<Option> All => [Json, Config, Trust, Locked, NoColor, Verbose];

    /// <summary>Options that are followed by a value: the search for the verb steps over both.</summary>
    public static bool TakesValue(string argument) => argument == Config.Name;
}
