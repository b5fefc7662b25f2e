namespace Omua.Testing;

/// <summary>The groups of checks of an agent.</summary>
internal static class AgentKit
{
    public static IEnumerable<IReadOnlyList<ConformanceCheck>> Groups() =>
    [
        new PluginChecks<AgentTrial>(PluginType.Agent, typeof(IAgent), (plugin, token) => new AgentTrial(plugin, token)).Checks,
        new PlanChecks().Checks,
        new TaskKindChecks().Checks,
        new ExecuteChecks().Checks,
        new EvidenceChecks().Checks,
    ];
}
