using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins;

namespace Omua.Cli.Up;

/// <summary>Exchanges plugins whose files have changed, while runs go on with the proxies that they hold.</summary>
internal sealed class UpPlugins(Application application, UpOptions options, CommandOutput output, UpRuns runs) : IUpPart
{
    public string Name => "plugins";

    public Task WorkAsync(CancellationToken stop) => Rounds.WorkAsync(Name, options.Poll, output, application.Time, ReloadAsync, stop);

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        // A run is pinned to the versions that it was planned with. It is told at once: the reload itself waits for the calls under way, and those are the run's.
        var before = Versions();
        var reloads = await application.Plugins.ReloadAsync(
            exchanged => runs.GiveBack([.. exchanged.Where(plugin => plugin.Type == PluginType.Agent && before.GetValueOrDefault(plugin.Name) != (plugin.Version ?? "")).Select(plugin => plugin.Name)]),
            cancellationToken);
        foreach (var reload in reloads)
        {
            output.Message($"plugin {string.Join(", ", reload.Plugins)}: {Words(reload.Outcome)}");
            output.Warn(reload.Faults);
        }
    }

    private Dictionary<string, string> Versions() => application.Plugins.Plugins.Where(plugin => plugin.Type == PluginType.Agent)
        .GroupBy(plugin => plugin.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Version ?? "", StringComparer.Ordinal);

    private static string Words(ReloadOutcome outcome) => outcome switch
    {
        ReloadOutcome.Reloaded => "reloaded",
        ReloadOutcome.Failed => "changed, but cannot be used; the last good version goes on",
        _ => "removed",
    };
}
