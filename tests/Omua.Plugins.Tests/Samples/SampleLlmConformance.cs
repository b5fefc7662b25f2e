using Omua.Testing;

namespace Omua.Plugins.Tests.Samples;

/// <summary>The LLM backend that readers copy keeps the contract.</summary>
public sealed class SampleLlmConformance(SampleBlueprints samples) : LlmBackendConformance, IClassFixture<SampleBlueprints>, IAsyncLifetime
{
    private PluginBlueprint _blueprint = null!;

    protected override PluginUnderTest Plugin => new()
    {
        Create = _blueprint.Create,
        Configuration = new FakeConfiguration { ["endpoint"] = "http://provider.invalid/v1/", ["model"] = "gpt-4", ["api_key"] = "hunter2-sample" },
        Provider = () => new ChatProvider(),
        Refused = [new FakeConfiguration { ["temperature"] = "3" }],
    };

    public async ValueTask InitializeAsync() => _blueprint = await samples.OfAsync("my_custom_llm");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
