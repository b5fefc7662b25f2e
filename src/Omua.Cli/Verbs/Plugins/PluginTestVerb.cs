using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;
using Omua.Testing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin test</c>: runs the conformance kit of its type against a plugin as it is configured, in scratch folders.</summary>
internal static class PluginTestVerb
{
    private static readonly Argument<string> Plugin = new("plugin") { Description = "The plugin's name or class, or its file or folder" };

    private static readonly Option<string?> Only = new("--only") { Description = "Only checks whose name contains this text", HelpName = "TEXT" };

    public static Command Create()
    {
        var verb = new Verb("test", "Check a plugin against the contract of its type")
        {
            Examples = ["omua plugin test my_agent", "omua plugin test ./plugins/my_agent.cs --data exports/", "omua plugin test sqlite --only restart --json"],
        };
        verb.Add(Plugin);
        verb.Add(Only);
        foreach (var option in DataOptions.All)
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        await using var subject = await PluginTestSubject.FindAsync(application, invocation.Get(Plugin)!, cancellationToken);
        var plugin = subject.Plugin with { Runs = await RunsAsync(invocation, cancellationToken) };
        var kit = ConformanceKit.For(subject.Entry.Type!.Value);
        var only = invocation.Get(Only) ?? "";
        var chosen = kit.Checks.Where(check => check.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToHashSet();
        if (chosen.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.PluginTestEmpty, $"no check of the kit has '{only}' in its name", "leave --only out to run all; --json lists the names"));
        }

        var report = await kit.RunAsync(plugin, chosen.Contains, new PluginTestProgress(invocation.Output), cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginTestReport.Write(writer, subject.Entry, report));
        }
        else
        {
            PluginTestReport.Write(invocation.Output, subject.Entry, report);
        }

        return report.IsKept ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>For agents: a run over the exports that are named; none takes the kit's own simulated market.</summary>
    private static async Task<IReadOnlyList<ContextData>> RunsAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Get(DataOptions.Data) is not { } path)
        {
            return [];
        }

        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        return loaded.Datasets.Count > 0
            ? [SampleRuns.Empty with { RunId = "plugin-test", Datasets = loaded.Datasets }]
            : throw new FaultException(loaded.Faults);
    }
}
