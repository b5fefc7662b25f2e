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
        var before = Versions();
        var reloads = await application.Plugins.ReloadAsync(cancellationToken);
        foreach (var reload in reloads)
        {
            output.Message($"plugin {string.Join(", ", reload.Plugins)}: {Words(reload.Outcome)}");
            output.Warn(reload.Faults);
        }

        // A run is pinned to the versions that it was planned with.
        var now = Versions();
        var changed = before.Where(plugin => now.GetValueOrDefault(plugin.Key) != plugin.Value).Select(plugin => plugin.Key).ToHashSet(StringComparer.Ordinal);
        if (reloads.Count > 0 && changed.Count > 0)
        {
            runs.GiveBack(changed);
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
