namespace Omua.Plugins.Tests;

/// <summary>The host tells the author of a source plugin what an editor would, and remembers it.</summary>
public sealed class PluginAdviceTests : IAsyncDisposable
{
    private const string Blocking = "private static int Load() => Task.FromResult(1).Result;";
    private readonly PluginGround _ground = new();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Scan_SourceWithFindings_IsAvailableAndWarns()
    {
        var file = _ground.Write(_ground.User, "nod.cs", PluginGround.Agent("Nod", "nod", Blocking));
        var entry = Assert.Single(await _ground.Manager().ScanAsync());
        Assert.Equal(PluginState.Available, entry.State);
        var warning = Assert.Single(entry.Warnings);
        Assert.Equal(("OMUA010", $"{file}:6:34", "await the task"), (warning.Code, warning.Place, warning.Fix));
    }

    [Fact]
    public async Task Scan_Again_WarnsFromTheIndexAndFromTheCache()
    {
        _ground.Write(_ground.User, "nod.cs", PluginGround.Agent("Nod", "nod", Blocking));
        await _ground.Manager().ScanAsync();
        Assert.Equal("OMUA010", Assert.Single(Assert.Single(await _ground.Manager().ScanAsync()).Warnings).Code);

        File.Move(Path.Combine(_ground.User, "nod.cs"), Path.Combine(_ground.User, "nod.cs.txt"));
        await _ground.Manager().ScanAsync();
        File.Move(Path.Combine(_ground.User, "nod.cs.txt"), Path.Combine(_ground.User, "nod.cs"));
        Assert.Equal("OMUA010", Assert.Single(Assert.Single(await _ground.Manager().ScanAsync()).Warnings).Code);
        Assert.Equal(1, _ground.Compiler.Calls);
    }

    [Fact]
    public async Task Scan_SuppressedFinding_IsNotShown()
    {
        _ground.Write(_ground.User, "nod.cs", "#pragma warning disable OMUA010 // measured: it has ended\n" + PluginGround.Agent("Nod", "nod", Blocking));
        Assert.Empty(Assert.Single(await _ground.Manager().ScanAsync()).Warnings);
    }
}
