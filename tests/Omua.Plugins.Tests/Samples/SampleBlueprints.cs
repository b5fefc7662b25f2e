namespace Omua.Plugins.Tests.Samples;

/// <summary>The sample files, compiled once for all checks of a class.</summary>
public sealed class SampleBlueprints : IAsyncLifetime
{
    private readonly SampleGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    public async Task<PluginBlueprint> OfAsync(string sample)
    {
        var manager = _ground.Manager($"{sample}.cs");
        return manager.Blueprint(Assert.Single(await manager.ScanAsync(), entry => entry.Name == sample));
    }
}
