using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;

namespace Omua.Plugins.Tests.Installing;

/// <summary>A plugin that was added from a package and whose folder is gone: restoring brings it back as it was recorded, or not at all.</summary>
public sealed class LostPluginsTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly PackageFeed _feed;

    public LostPluginsTests() => _feed = new PackageFeed(_ground);

    private string Folder => Path.Combine(_ground.User, "Test.Speaker");

    private PluginInstaller Installer => new(_ground.Options);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Restore_PackagePluginIsGone_ComesBackAsItWasRecorded()
    {
        await AddAsync("first");
        Directory.Delete(Folder, recursive: true);
        var gone = Assert.Single(await Locked().ScanAsync());
        Assert.Equal((FaultCodes.PluginLockDiffers, Folder), (gone.Code, gone.File));
        Assert.Contains("omua plugin restore", gone.Fix, StringComparison.Ordinal);

        var outcome = Assert.Single(await Installer.RestoreAsync());

        Assert.Empty(outcome.Faults);
        Assert.Equal((Folder, "Test.Speaker@1.0.0"), (outcome.Path, Assert.Single(outcome.Packages)));
        Assert.Equal("first", await PluginGround.Told(await Locked().GetAgentAsync("speaker")));
    }

    [Fact]
    public async Task Restore_PackageHasAnotherContent_IsRefusedAndStaysRecorded()
    {
        await AddAsync("first");
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Path.Combine(_ground.Root, "unpacked"), recursive: true);
        File.Delete(Path.Combine(_ground.Root, "packages", "Test.Speaker.1.0.0.nupkg"));
        await PackAsync("second");

        var outcome = Assert.Single(await Installer.RestoreAsync());
        await Installer.RecordAsync(keep: [outcome.Path]);

        Assert.Equal((FaultCodes.PluginLockDiffers, Folder), (outcome.Faults[0].Code, outcome.Faults[0].File));
        Assert.False(Directory.Exists(Folder));
        Assert.Empty(Directory.GetFileSystemEntries(_ground.User));
        Assert.Contains("Test.Speaker@1.0.0", await File.ReadAllTextAsync(Path.Combine(_ground.Root, "home", "omua.lock")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_PackageIsNowhere_SaysSoAndTheOthersGoOn()
    {
        await AddAsync("first");
        Directory.Delete(Folder, recursive: true);
        _feed.Close();
        Directory.CreateDirectory(Path.Combine(_ground.Root, "packages"));
        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good"));

        var outcome = Assert.Single(await Installer.RestoreAsync());

        Assert.Equal((FaultCodes.PluginPackageUnknown, Folder), (outcome.Faults[0].Code, outcome.Faults[0].File));
        Assert.Equal("good", Assert.Single(await _ground.Manager().ScanAsync()).Name);
    }

    [Fact]
    public async Task Add_PackageOfTheInstallsOwnFeed_NeedsNoOtherSource()
    {
        await PackAsync("from the feed");
        Directory.Move(Path.Combine(_ground.Root, "packages"), Path.Combine(_ground.Root, "feed"));
        Directory.CreateDirectory(Path.Combine(_ground.Root, "packages"));
        _ground.Options = _ground.Options with { PackageFeed = Path.Combine(_ground.Root, "feed") };

        var added = await Installer.AddAsync(new AddRequest("Test.Speaker"));

        Assert.Equal((Folder, "speaker"), (added.Path, Assert.Single(added.Names)));
        Assert.Equal("from the feed", await PluginGround.Told(await _ground.Manager().GetAgentAsync("speaker")));
    }

    private PluginManager Locked()
    {
        var options = _ground.Options;
        _ground.Options = options with { Locked = true };
        var manager = _ground.Manager();
        _ground.Options = options;
        return manager;
    }

    private async Task AddAsync(string tells)
    {
        await PackAsync(tells);
        await Installer.AddAsync(new AddRequest("Test.Speaker@1.0.0"));
    }

    private async Task PackAsync(string tells) => _feed.Add(
        "Test.Speaker", "1.0.0", [], "", ("lib/net10.0/Test.Speaker.dll", await BuiltAssembly.OfAsync("Test.Speaker", PluginGround.Agent("Speaker", "speaker", tells: $"\"{tells}\""))));
}
