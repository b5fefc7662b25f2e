using Omua.Testing;

namespace Omua.Plugins.Tests.Samples;

/// <summary>The store that readers copy keeps the contract.</summary>
public sealed class SampleStorageConformance(SampleBlueprints samples) : StorageBackendConformance, IClassFixture<SampleBlueprints>, IAsyncLifetime
{
    private PluginBlueprint _blueprint = null!;

    protected override PluginUnderTest Plugin => new() { Create = _blueprint.Create };

    public async ValueTask InitializeAsync() => _blueprint = await samples.OfAsync("my_custom_storage");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
