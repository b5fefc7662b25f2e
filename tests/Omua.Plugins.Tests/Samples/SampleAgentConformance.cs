using Omua.Testing;

namespace Omua.Plugins.Tests.Samples;

/// <summary>The agent that readers copy keeps the contract.</summary>
public sealed class SampleAgentConformance(SampleBlueprints samples) : AgentConformance, IClassFixture<SampleBlueprints>, IAsyncLifetime
{
    private PluginBlueprint _blueprint = null!;

    protected override PluginUnderTest Plugin => new() { Create = _blueprint.Create, Configuration = new FakeConfiguration { ["api_key"] = "hunter2-sample", ["custom_setting"] = "mine" } };

    public async ValueTask InitializeAsync() => _blueprint = await samples.OfAsync("my_custom_agent");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
