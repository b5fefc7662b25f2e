namespace Omua.Plugins.Tests;

public sealed class PluginTrustTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Load_UntrustedProject_ListsItAndRunsNoneOfItsCode()
    {
        var marker = Path.Combine(_ground.Root, "ran");
        _ground.Write(_ground.Project, "sly.cs", PluginGround.Agent(
            "Sly", "sly", $"static Sly() => File.WriteAllText(@\"{marker}\", \"\"); public Sly() => File.WriteAllText(@\"{marker}\", \"\");"));
        var manager = _ground.Manager();

        var entry = Assert.Single(await manager.LoadPluginsAsync());
        var refused = await Assert.ThrowsAsync<FaultException>(() => manager.CreateAgentInstanceAsync("Sly"));

        Assert.Equal(("sly", "Sly", PluginState.Untrusted, FaultCodes.PluginUntrusted), (entry.Name, entry.Class, entry.State, entry.Code));
        Assert.Contains($"omua plugin trust {_ground.Project}", entry.Fix, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PluginUntrusted, refused.Faults[0].Code);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task TrustFolder_Once_HoldsForLaterManagersUntilTakenBack()
    {
        _ground.Write(_ground.Project, "one.cs", PluginGround.Agent("One", "one"));

        Assert.True(_ground.Manager().TrustFolder(_ground.Project));
        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
        Assert.True(_ground.Manager().DistrustFolder(_ground.Project));
        Assert.Equal(PluginState.Untrusted, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }

    [Fact]
    public async Task TrustAll_ForOneManager_LeavesNoRecord()
    {
        _ground.Write(_ground.Project, "one.cs", PluginGround.Agent("One", "one"));
        var manager = PluginManager.SetUp(_ground.Options with { TrustAll = true });

        Assert.Equal(PluginState.Available, Assert.Single(await manager.ScanAsync()).State);
        Assert.Empty(manager.TrustedFolders);
    }

    [Fact]
    public async Task Scan_CorruptTrustRecord_TrustsNothing()
    {
        _ground.Write(_ground.Project, "one.cs", PluginGround.Agent("One", "one"));
        File.WriteAllText(Path.Combine(_ground.Root, "home", "trust.json"), $"[\"{_ground.Project}\", ");

        Assert.Equal(PluginState.Untrusted, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }
}
