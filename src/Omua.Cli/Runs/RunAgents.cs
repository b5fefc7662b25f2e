using Omua.Plugins;

namespace Omua.Cli.Runs;

/// <summary>The agents that take part in a run, and what is wrong with those that cannot.</summary>
internal sealed class RunAgents(IReadOnlyList<IAgent> agents, IReadOnlyList<PluginEntry> entries, IReadOnlyList<Fault> faults)
{
    public IReadOnlyList<IAgent> All => agents;

    /// <summary>Agents that could not be loaded, and files that could not be read.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Faults of the agents whose code does not run because nobody has trusted their folder.</summary>
    public IReadOnlyList<Fault> Untrusted => [.. entries.Where(IsUntrustedAgent).SelectMany(entry => entry.Faults)];

    /// <summary>Loads the agents of these names, plugin or class; every usable one where none is named, and then one that cannot be used is a fault beside the others.</summary>
    /// <exception cref="FaultException">One that was named is not there or cannot be used: each says why.</exception>
    public static async Task<RunAgents> LoadAsync(PluginManager plugins, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var entries = await plugins.ScanAsync(cancellationToken);
        var agents = new List<IAgent>();
        var faults = new List<Fault>();
        foreach (var name in wanted.Count > 0 ? wanted : [.. entries.Where(IsUsable).Select(entry => entry.Name)])
        {
            try
            {
                agents.Add(await plugins.GetAgentAsync(name, cancellationToken));
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults.Select(fault => fault.Code == FaultCodes.PluginUnknown ? Unknown(name, entries) : fault));
            }
        }

        if (wanted.Count > 0)
        {
            return faults.Count == 0 ? new RunAgents([.. agents.DistinctBy(agent => agent.Name)], plugins.Plugins, []) : throw new FaultException(faults);
        }

        faults.AddRange(entries.Where(entry => entry.Type is PluginType.Agent or null && !IsUsable(entry) && entry.State is not (PluginState.Disabled or PluginState.NotAPlugin))
            .SelectMany(entry => entry.Faults));
        return new RunAgents(agents, plugins.Plugins, faults);
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

    private static Fault Unknown(string name, IReadOnlyList<PluginEntry> entries) => new(
        FaultCodes.UnknownAgent,
        $"there is no agent '{name}'",
        $"choose from {string.Join(", ", entries.Where(IsUsable).Select(entry => entry.Name))}; 'omua plugin list' shows their state");

    private static bool IsUsable(PluginEntry entry) => entry is { Type: PluginType.Agent, State: PluginState.Available or PluginState.Ready };

    private static bool IsUntrustedAgent(PluginEntry entry) => entry is { State: PluginState.Untrusted, Type: PluginType.Agent };
}
