using Omua.Testing;

namespace Omua.Agents.Tests;

/// <summary>The built-in agents keep the contract that any agent has to keep.</summary>
public abstract class BuiltInConformance(Func<IPlugin> create, ContextData? run = null) : AgentConformance
{
    protected override PluginUnderTest Plugin { get; } = new() { Create = _ => create(), Runs = [run ?? BuiltInRuns.Market] };
}
