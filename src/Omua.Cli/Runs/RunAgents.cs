using Omua.Plugins;

namespace Omua.Cli.Runs;

/// <summary>The agents that can take part in a run.</summary>
internal static class RunAgents
{
    /// <summary>Loads every usable agent. One that cannot be used is a fault beside the others.</summary>
    public static async Task<(IReadOnlyList<IAgent> Agents, IReadOnlyList<Fault> Faults)> LoadAsync(PluginManager plugins, CancellationToken cancellationToken)
    {
        var agents = new List<IAgent>();
        var faults = new List<Fault>();
        foreach (var entry in await plugins.ScanAsync(cancellationToken))
        {
            if (entry.Type is not (PluginType.Agent or null) || entry.State is not (PluginState.Available or PluginState.Ready))
            {
                faults.AddRange(entry.State is PluginState.Disabled or PluginState.NotAPlugin ? [] : entry.Faults);
                continue;
            }

            try
            {
                agents.Add(await plugins.GetAgentAsync(entry.Name, cancellationToken));
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        return (agents, faults);
    }
}
