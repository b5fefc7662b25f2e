using Omua.Plugins;

namespace Omua.Cli.Runs;

/// <summary>The agents that can take part in a run, and what is wrong with those that cannot.</summary>
internal sealed class RunAgents(IReadOnlyList<IAgent> usable, IReadOnlyList<PluginEntry> entries, IReadOnlyList<Fault> faults)
{
    /// <summary>Agents that could not be loaded, and files that could not be read.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Faults of the agents whose code does not run because nobody has trusted their folder.</summary>
    public IReadOnlyList<Fault> Untrusted => [.. entries.Where(IsUntrustedAgent).SelectMany(entry => entry.Faults)];

    /// <summary>Loads every usable agent. One that cannot be used is a fault beside the others.</summary>
    public static async Task<RunAgents> LoadAsync(PluginManager plugins, CancellationToken cancellationToken)
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

        return new RunAgents(agents, plugins.Plugins, faults);
    }

    /// <summary>The agents of these names; all of them where none is named.</summary>
    /// <exception cref="FaultException">One is not there, or may not run: each is named.</exception>
    public IReadOnlyList<IAgent> Choose(IReadOnlyList<string> wanted)
    {
        var missing = wanted.Where(name => usable.All(agent => agent.Name != name)).ToList();
        return missing.Count > 0
            ? throw new FaultException([.. missing.SelectMany(Missing)])
            : wanted.Count == 0 ? usable : [.. usable.Where(agent => wanted.Contains(agent.Name))];
    }

    /// <exception cref="FaultException">One of the agents stands in a folder that nobody has trusted.</exception>
    public void RequireTrusted(IEnumerable<string> agents)
    {
        var needed = agents.ToHashSet(StringComparer.Ordinal);
        if (entries.Where(entry => IsUntrustedAgent(entry) && needed.Contains(entry.Name)).SelectMany(entry => entry.Faults).ToList() is { Count: > 0 } untrusted)
        {
            throw new FaultException(untrusted);
        }
    }

    /// <summary>The version of an agent; empty where it says none.</summary>
    public string VersionOf(string agent) => entries.FirstOrDefault(entry => entry.Name == agent && entry.Type == PluginType.Agent)?.Version ?? "";

    private IReadOnlyList<Fault> Missing(string name) => entries.FirstOrDefault(entry => entry.Name == name && IsUntrustedAgent(entry)) is { } untrusted
        ? untrusted.Faults
        : [new Fault(FaultCodes.UnknownAgent, $"there is no agent '{name}'", $"choose from {string.Join(", ", usable.Select(agent => agent.Name))}; 'omua plugin list' shows their state")];

    private static bool IsUntrustedAgent(PluginEntry entry) => entry is { State: PluginState.Untrusted, Type: PluginType.Agent };
}
