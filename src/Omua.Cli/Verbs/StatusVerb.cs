using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Health;
using Omua.Cli.Verbs.Plugins;
using Omua.Cli.Verbs.Workflows;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs;

/// <summary><c>omua status</c>: where this installation stands, in one look.</summary>
internal static class StatusVerb
{
    private const int RunsShown = 5;

    public static Command Create() => new Verb("status", "Show the version, home, plugins, store and latest runs")
    {
        Examples = ["omua status", "omua status --json"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        var states = entries.CountBy(entry => PluginJson.Wire(entry.State)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var storeFaults = await StoreCheck.RunAsync(application, cancellationToken);
        IReadOnlyList<RunEntry> runs = storeFaults.Count > 0
            ? []
            : (await new RunHistory(await application.StorageAsync(cancellationToken)).EntriesAsync(new RunQuery { Limit = RunsShown }, cancellationToken)).Items;
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("version", VersionVerb.Current);
                writer.WriteString("home", HomeFolder.FullPath);
                writer.WriteStartArray("config");
                foreach (var file in application.Configuration.Files)
                {
                    writer.WriteStringValue(file);
                }

                writer.WriteEndArray();
                writer.WriteString("storage", application.StorageName);
                writer.WriteStartObject("plugins");
                foreach (var (state, count) in states)
                {
                    writer.WriteNumber(state, count);
                }

                writer.WriteEndObject();
                writer.WritePropertyName("runs");
                RunEntryJson.WriteArray(writer, runs);
                writer.WriteEndObject();
            });
        }
        else
        {
            Write(invocation.Output, application, states, runs);
        }

        invocation.Output.Warn([.. application.Configuration.CoreFaults, .. storeFaults.Select(finding => finding.Fault)]);
        return storeFaults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(CommandOutput output, Application application, List<KeyValuePair<string, int>> states, IReadOnlyList<RunEntry> runs)
    {
        output.Line($"omua     {VersionVerb.Current}");
        output.Line($"home     {HomeFolder.FullPath}");
        output.Line($"config   {(application.Configuration.Files is { Count: > 0 } files ? string.Join(", ", files) : "none; defaults hold ('omua config init' writes one)")}");
        output.Line($"storage  {application.StorageName}");
        output.Line($"plugins  {string.Join(", ", states.Select(pair => $"{pair.Value} {pair.Key}"))}");
        output.Line(runs.Count == 0 ? "runs     none yet; 'omua demo' makes one" : "runs");
        foreach (var run in runs)
        {
            output.Line($"  {run.RunId}  {RunEntryJson.Status(run)}  {run.CreatedAt:yyyy-MM-dd HH:mm:ss}Z");
        }
    }
}
