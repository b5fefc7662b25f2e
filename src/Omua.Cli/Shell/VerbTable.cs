using System.CommandLine;
using Omua.Cli.Acting;
using Omua.Cli.Runs;
using Omua.Cli.Up;
using Omua.Cli.Verbs;
using Omua.Cli.Verbs.Analysis;
using Omua.Cli.Verbs.Configuration;
using Omua.Cli.Verbs.Datasets;
using Omua.Cli.Verbs.Health;
using Omua.Cli.Verbs.Llm;
using Omua.Cli.Verbs.Plugins;
using Omua.Cli.Verbs.Storage;
using Omua.Cli.Verbs.Workflows;

namespace Omua.Cli.Shell;

/// <summary>The verbs by name. A call builds only the one that it names: building all of them costs more than most verbs do.</summary>
internal static class VerbTable
{
    /// <summary>In the order in which help lists them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["demo", "run", "approve", "apply", "workflow", "up", "plugin", "doctor", "data", "analyze", "llm", "config", "storage", "cleanup", "status", "completion", "version"];

    /// <summary>The verb of that name, or null.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="next">The word after it: where that names a verb below it, the others below need not be built.</param>
    public static Command? Create(string name, string? next = null) => name switch
    {
        "demo" => DemoVerb.Create(),
        "run" => RunVerb.Create(),
        "approve" => ApproveVerb.Create(),
        "apply" => ApplyVerb.Create(),
        "workflow" => WorkflowVerb.Create(),
        UpVerb.Name => UpVerb.Create(),
        "plugin" => PluginVerb.Create(next),
        "doctor" => DoctorVerb.Create(),
        "data" => DataVerb.Create(),
        "analyze" => AnalyzeVerb.Create(),
        "llm" => LlmVerb.Create(),
        "config" => ConfigVerb.Create(),
        "storage" => StorageVerb.Create(),
        "cleanup" => CleanupVerb.Create(),
        "status" => StatusVerb.Create(),
        "completion" => CompletionVerb.Create(),
        "version" => VersionVerb.Create(),
        _ => null,
    };
}
