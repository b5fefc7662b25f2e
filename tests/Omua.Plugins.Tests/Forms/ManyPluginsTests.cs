namespace Omua.Plugins.Tests.Forms;

/// <summary>A folder of a thousand plugins: found once, then read from the index, and only the one that is used is loaded.</summary>
public sealed class ManyPluginsTests : IAsyncLifetime
{
    private const int Count = 1_000;

    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Scan_AThousandBuiltPlugins_AllAreAvailableAndOnlyTheUsedOneIsLoaded()
    {
        // One assembly for all but its name: what is measured is the host, not a compiler.
        var built = BuiltAssembly.Plain("plugin", PluginGround.Agent("Many", "many_0000"));
        var name = System.Text.Encoding.Unicode.GetBytes("many_0000");
        var at = built.AsSpan().IndexOf(name);
        for (var i = 0; i < Count; i++)
        {
            System.Text.Encoding.Unicode.GetBytes($"many_{i:0000}").CopyTo(built.AsSpan(at));
            var folder = Directory.CreateDirectory(Path.Combine(_ground.User, $"many_{i:0000}")).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "plugin.dll"), built);
        }

        var first = await _ground.Manager().ScanAsync();
        var manager = _ground.Manager();
        var second = await manager.ScanAsync();
        var agent = await manager.GetAgentAsync("many_0500");

        Assert.Equal(Count, first.Count(entry => entry.State == PluginState.Available));
        Assert.Equal(first.Select(entry => (entry.Name, entry.Version, entry.Hash)), second.Select(entry => (entry.Name, entry.Version, entry.Hash)));
        Assert.Equal("many_0500", agent.Name);
        Assert.Equal(1, manager.LoadedVersions);
        Assert.Equal("many_0500", Assert.Single(manager.Plugins, entry => entry.State == PluginState.Ready).Name);
    }
}
