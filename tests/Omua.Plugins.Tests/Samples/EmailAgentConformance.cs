using Omua.Testing;

namespace Omua.Plugins.Tests.Samples;

/// <summary>The e-mail agent keeps the contract. Its data are files that its settings name, so its run needs none.</summary>
public sealed class EmailAgentConformance(SampleBlueprints samples) : AgentConformance, IClassFixture<SampleBlueprints>, IAsyncLifetime
{
    private static readonly string Subscribers = Path.Combine(SampleGround.SamplesFolder, "data", "subscribers_simulated.csv");
    private PluginBlueprint _blueprint = null!;

    protected override PluginUnderTest Plugin => new()
    {
        Create = _blueprint.Create,
        Configuration = new FakeConfiguration { ["subscribers_file"] = Subscribers },
        Refused = [new FakeConfiguration { ["max_sends_per_week"] = "0" }, new FakeConfiguration { ["send_to:0"] = "everyone" }],
    };

    public async ValueTask InitializeAsync() => _blueprint = await samples.OfAsync("email_marketing_agent");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
