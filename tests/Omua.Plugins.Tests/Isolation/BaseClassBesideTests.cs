using Omua.Plugins.Tests.Packages;
using Omua.Plugins.Installing;

namespace Omua.Plugins.Tests.Isolation;

/// <summary>A plugin whose base class is not its own: it stands in a library beside it, or in one that a package brings.</summary>
public sealed class BaseClassBesideTests : IAsyncLifetime
{
    private static readonly string Contracts = typeof(IPlugin).Assembly.Location;

    /// <summary>Says what the plugin is; leaves only the name to it.</summary>
    private static readonly string BaseClass = PluginGround.Agent("House<T>", "house", tells: "Word").Replace("sealed", "abstract", StringComparison.Ordinal)
        .Replace("public override string Name => \"house\";", "protected abstract string Word { get; }", StringComparison.Ordinal)
        .Replace("\"house.tell\"", "Name + \".tell\"", StringComparison.Ordinal);

    private const string Plugin = "public sealed class Cottage : House<int> { public override string Name => \"cottage\"; protected override string Word => \"from the cottage\"; }";

    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Folder_BaseClassInALibraryBesideIt_IsAPluginAndSaysWhatTheBaseSays()
    {
        await CottageAsync(await BuiltAssembly.OfAsync("House", BaseClass));
        var manager = _ground.Manager();

        var entry = Assert.Single(await manager.ScanAsync());

        Assert.Equal(("cottage", "1.2.3", PluginType.Agent, PluginState.Available), (entry.Name, entry.Version, entry.Type, entry.State));
        Assert.Equal("Tells what a test asks.", entry.Description);
        Assert.Equal("from the cottage", await PluginGround.Told(await manager.GetAgentAsync("cottage")));
    }

    [Fact]
    public async Task Folder_TypeOfTheBaseHasMoved_IsFollowed()
    {
        var folder = await CottageAsync(await BuiltAssembly.OfAsync("House", BaseClass));
        var moved = await BuiltAssembly.WriteAsync(folder, "Village", BaseClass);
        await BuiltAssembly.WriteAsync(folder, "House", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(House<>))]", Contracts, moved);

        Assert.Equal("from the cottage", await PluginGround.Told(await _ground.Manager().GetAgentAsync("cottage")));
    }

    [Fact]
    public async Task Folder_LibraryOfTheBaseIsMissing_IsNoPluginAndNotACrash()
    {
        var folder = await CottageAsync(await BuiltAssembly.OfAsync("House", BaseClass));
        File.Delete(Path.Combine(folder, "House.dll"));

        Assert.Equal((PluginState.NotAPlugin, FaultCodes.PluginClassMissing), Assert.Single(await _ground.Manager().ScanAsync()) is { } entry ? (entry.State, entry.Code) : default);
    }

    [Theory]
    [InlineData("House.dll")]
    [InlineData("Stranger.dll")]
    public async Task Folder_LibraryIsTorn_IsAFaultThatNamesTheLibrary(string library)
    {
        var folder = await CottageAsync(await BuiltAssembly.OfAsync("House", BaseClass));
        File.WriteAllText(Path.Combine(folder, library), "not an assembly");

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginUnreadable, Path.Combine(folder, library)), (entry.State, entry.Code, entry.File));
    }

    [Fact]
    public async Task File_BaseClassInAPackage_IsAPlugin()
    {
        var feed = new PackageFeed(_ground);
        await feed.AddLibraryAsync("Test.House", "1.0.0", BaseClass);
        _ground.Write(_ground.User, "cottage.cs", "#:package Test.House@1.0.0\n" + Plugin);
        Assert.All(await new PluginInstaller(_ground.Options).RestoreAsync(), outcome => Assert.Empty(outcome.Faults));
        var manager = _ground.Manager();

        Assert.Equal(("cottage", "1.2.3"), Assert.Single(await manager.ScanAsync()) is { } entry ? (entry.Name, entry.Version) : default);
        Assert.Equal("from the cottage", await PluginGround.Told(await manager.GetAgentAsync("cottage")));
    }

    private async Task<string> CottageAsync(byte[] house)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "cottage")).FullName;
        var library = Path.Combine(folder, "House.dll");
        await File.WriteAllBytesAsync(library, house);
        await BuiltAssembly.WriteAsync(folder, "cottage", Plugin, Contracts, library);
        return folder;
    }
}
