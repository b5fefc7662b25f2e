using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Health;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin list</c>: what is installed and how it stands. Runs no plugin.</summary>
internal static class PluginListVerb
{
    public static Command Create() =>
        new Verb("list", "List every plugin that is found and how it stands") { Examples = ["omua plugin list", "omua plugin list --json"] }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginJson.WriteList(writer, entries, application.Plugins.ReadFigures(entries)));
        }
        else
        {
            WriteTable(invocation.Output, entries, application.Plugins.ReadFigures(entries));
        }

        invocation.Output.Warn(application.Configuration.CoreFaults);

        return ExitCode.Done;
    }

    private static void WriteTable(CommandOutput output, IReadOnlyList<PluginEntry> entries, IReadOnlyDictionary<string, PluginFigures> figures)
    {
        var table = new TextTable("name", "type", "version", "state", "source", "calls", "failed", "p50", "p99", "load", "path");
        foreach (var entry in entries)
        {
            table.Add(
            [
                entry.Name, PluginJson.Wire(entry.Type) ?? "?", entry.Version ?? "?", PluginJson.Wire(entry.State), PluginJson.Wire(entry.Source),
                .. PluginText.Cells(figures.GetValueOrDefault(entry.Name)), entry.Path,
            ]);
        }

        output.Table(table);
        foreach (var fault in entries.SelectMany(entry => entry.Faults).Distinct())
        {
            output.Line(FaultText.Line("fault", fault));
        }

        foreach (var warning in entries.SelectMany(entry => entry.Warnings).Distinct())
        {
            output.Line(FaultText.Line("warning", warning));
        }
    }
}
