using System.Globalization;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Watching;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>A watch as lines: what happened to what, how long it took, and below it what is wrong or could be better, with its place.</summary>
internal sealed class PluginWatchText(CommandOutput output, TimeProvider time) : IPluginWatchReport
{
    public void Begins(IReadOnlyList<string> what) =>
        output.Line(what.Count == 0 ? "there is no plugin folder yet: begin a plugin with 'omua plugin new agent NAME' (Ctrl+C ends the watch)" : $"watching {string.Join(", ", what)} (Ctrl+C ends it)");

    public void Tell(PluginChange change)
    {
        output.Line($"{time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {Names(change)}: {What(change)}");
        foreach (var fault in change.Faults)
        {
            output.Line($"  {FaultText.Line(change.Kind == PluginChangeKind.Failed ? "error" : "warning", fault)}");
        }

        if (change.Leak is { } leak)
        {
            output.Line($"  {FaultText.Line("warning", leak)}");
        }

        foreach (var warning in change.Warnings)
        {
            output.Line($"  {FaultText.Line("warning", warning)}");
        }
    }

    private static string Names(PluginChange change) => change.Plugins.Any(plugin => plugin.Class is not null)
        ? string.Join(", ", change.Plugins.Select(plugin => $"{plugin.Name} {plugin.Version}".TrimEnd())) : Path.GetFileName(change.Path);

    private static string What(PluginChange change) => change.Kind switch
    {
        PluginChangeKind.Started => $"ready{Took(change)}",
        PluginChangeKind.Reloaded => $"reloaded{Took(change)}{(change.IsUnloaded ? "; the old version is unloaded" : "")}",
        PluginChangeKind.Failed when change.LastGoodServes => "what was saved does not work; the last good version goes on",
        PluginChangeKind.Failed => "does not work",
        PluginChangeKind.Removed => change.IsUnloaded ? "removed and unloaded" : "removed",
        _ => change.Plugins.FirstOrDefault(plugin => plugin.State is not (PluginState.Ready or PluginState.Available)) is { } plugin ? $"left alone: {PluginJson.Wire(plugin.State)}" : "left alone",
    };

    private static string Took(PluginChange change) => change.Took is { } took ? string.Create(CultureInfo.InvariantCulture, $" {took.TotalMilliseconds:0} ms after the save") : "";
}
