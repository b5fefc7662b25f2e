using System.CommandLine;
using Omua.Cli.Verbs;

namespace Omua.Cli.Shell;

/// <summary>The verbs by name. A call builds only the one that it names: building all of them costs more than most verbs do.</summary>
internal static class VerbTable
{
    public static IReadOnlyList<string> Names { get; } =
        ["version"];

    /// <summary>The verb of that name, or null.</summary>
    public static Command? Create(string name) => name switch
    {
        "version" => VersionVerb.Create(),
        _ => null,
    };
}
