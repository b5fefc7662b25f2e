using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;

namespace Omua.Plugins.Tests.Locking;

/// <summary><c>omua.lock</c> and <c>--locked</c>: what was changed after it was recorded is refused, and the message says what changed.</summary>
public sealed class LockTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public LockTests() => _ground.Options = _ground.Options with { TrustAll = true };

    private string ProjectLock => Path.Combine(_ground.Root, "project", "omua.lock");

    private string HomeLock => Path.Combine(_ground.Root, "home", "omua.lock");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Record_UserAndProjectPlugins_EachStandInTheirOwnLockAndAreAcceptedLocked()
    {
        _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine"));
        _ground.Write(_ground.Project, "ours.cs", PluginGround.Agent("Ours", "ours"));
        _ground.Write(_ground.Project, "folder/folder.cs", PluginGround.Agent("Folder", "folder"));

        var changes = await RecordAsync();

        Assert.Equal(["recorded", "recorded", "recorded"], changes.Select(change => change.What));
        Assert.Contains("\"plugins/mine.cs\"", await File.ReadAllTextAsync(HomeLock), StringComparison.Ordinal);
        Assert.Contains("\"plugins/ours.cs\"", await File.ReadAllTextAsync(ProjectLock), StringComparison.Ordinal);
        Assert.All(await LockedAsync(), entry => Assert.Equal(PluginState.Available, entry.State));
        Assert.Empty(await RecordAsync());
    }

    [Fact]
    public async Task Scan_LockedAndNeverRecorded_IsRefused()
    {
        var path = _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine"));

        AssertRefused(Assert.Single(await LockedAsync()), path, "is not recorded");
    }

    [Fact]
    public async Task Scan_LockedAndTheSourceChanged_SaysThatAndTheUnlockedScanGoesOn()
    {
        var path = _ground.Write(_ground.Project, "ours.cs", PluginGround.Agent("Ours", "ours"));
        await RecordAsync();
        _ground.Write(_ground.Project, "ours.cs", PluginGround.Agent("Ours", "ours", tells: "\"changed\""));

        AssertRefused(Assert.Single(await LockedAsync()), path, "its files had the SHA-256");
        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
        Assert.Contains("its files had", Assert.Single(await RecordAsync()).What, StringComparison.Ordinal);
        Assert.Equal(PluginState.Available, Assert.Single(await LockedAsync()).State);
    }

    [Fact]
    public async Task Scan_LockedAndAFileOfABuiltFolderChanged_IsRefused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "built")).FullName;
        await BuiltAssembly.WriteAsync(folder, "built", PluginGround.Agent("Built", "built"));
        await RecordAsync();
        _ground.Write(folder, "words.txt", "new");

        AssertRefused(Assert.Single(await LockedAsync()), folder, "its files had the SHA-256");
    }

    [Fact]
    public async Task Scan_LockedAndThePluginIsGone_ListsItAsMissing()
    {
        var path = _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine"));
        await RecordAsync();
        File.Delete(path);

        AssertRefused(Assert.Single(await LockedAsync()), path, "is not there");
        Assert.Equal("dropped", Assert.Single(await RecordAsync()).What);
        Assert.Empty(await LockedAsync());
    }

    [Theory]
    [InlineData("{\"version\": 1, \"plugins\": {\"plugins/mine.cs\": {\"source\": \"12\"}}}", "no SHA-256")]
    [InlineData("{\"version\": 2}", "newer version")]
    [InlineData("<<<<<<< HEAD", "cannot be read")]
    [InlineData("{\"version\": 1, \"plugins\": {\"a\": {}, \"a\": {}}}", "cannot be read")]
    public async Task Scan_LockFileThatCannotBeRead_IsRefusedAndNotOverwritten(string content, string says)
    {
        _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine"));
        await File.WriteAllTextAsync(HomeLock, content);

        var entry = Assert.Single(await LockedAsync());
        var refused = await Assert.ThrowsAsync<FaultException>(RecordAsync);

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginLockUnreadable, HomeLock), (entry.State, entry.Code, entry.File));
        Assert.Contains(says, entry.Message, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PluginLockUnreadable, refused.Faults[0].Code);
        Assert.Equal(content, await File.ReadAllTextAsync(HomeLock));
    }

    [Fact]
    public async Task Scan_LockedAndTheRecordedHashWasEdited_IsRefused()
    {
        var path = _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine"));
        await RecordAsync();
        var text = await File.ReadAllTextAsync(HomeLock);
        var at = text.IndexOf("\"source\": \"", StringComparison.Ordinal) + "\"source\": \"".Length;
        await File.WriteAllTextAsync(HomeLock, text[..at] + new string('0', 64) + text[(at + 64)..]);

        AssertRefused(Assert.Single(await LockedAsync()), path, "000000000000");
    }

    [Fact]
    public async Task Scan_LockedAndAPackageHasAnotherContent_IsRefused()
    {
        var feed = new PackageFeed(_ground);
        await feed.AddLibraryAsync("Test.Words", "1.0.0", "public static class Words { public static string Say => \"first\"; }");
        var path = _ground.Write(_ground.User, "speaker.cs", $"#:package Test.Words@1.0.0\n{PluginGround.Agent("Speaker", "speaker", tells: "Words.Say")}");
        Assert.Empty(Assert.Single(await new PluginInstaller(_ground.Options).RestoreAsync()).Faults);
        await RecordAsync();
        feed.Close();
        Directory.Delete(Path.Combine(_ground.Root, "home", "cache"), recursive: true);
        feed = new PackageFeed(_ground);
        await feed.AddLibraryAsync("Test.Words", "1.0.0", "public static class Words { public static string Say => \"swapped\"; }");
        Assert.Empty(Assert.Single(await new PluginInstaller(_ground.Options).RestoreAsync()).Faults);

        AssertRefused(Assert.Single(await LockedAsync()), path, "the package Test.Words 1.0.0 has another content");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetAgent_CachedAssemblyWasChanged_IsRefusedUntilItIsMadeAnew(bool keepsSizeAndTime)
    {
        _ground.Write(_ground.User, "mine.cs", PluginGround.Agent("Mine", "mine", tells: "\"mine\""));
        await RecordAsync();
        var assembly = Assert.Single(Directory.GetFiles(Path.Combine(_ground.Root, "home", "cache"), "plugin.dll", SearchOption.AllDirectories));
        var time = File.GetLastWriteTimeUtc(assembly);
        var content = await File.ReadAllBytesAsync(assembly);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(assembly, content);
        if (keepsSizeAndTime)
        {
            File.SetLastWriteTimeUtc(assembly, time);
            AssertRefused(Assert.Single(await LockedAsync()), Path.Combine(_ground.User, "mine.cs"), "its assembly had the SHA-256");
            return;
        }

        var refused = await Assert.ThrowsAsync<FaultException>(() => _ground.Manager().GetAgentAsync("mine"));
        await new PluginInstaller(_ground.Options).RestoreAsync();

        Assert.Equal(FaultCodes.PluginCacheChanged, refused.Faults[0].Code);
        Assert.Contains("plugin.dll had the SHA-256", refused.Faults[0].Message, StringComparison.Ordinal);
        Assert.Equal("mine", await PluginGround.Told(await _ground.Manager().GetAgentAsync("mine")));
    }

    [Fact]
    public async Task GetAgent_CopyOfABuiltFolderWasChanged_IsRefused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "built")).FullName;
        await BuiltAssembly.WriteAsync(folder, "built", PluginGround.Agent("Built", "built"));
        await _ground.Manager().GetAgentAsync("built");
        var copy = Assert.Single(Directory.GetFiles(Path.Combine(_ground.Root, "home", "cache"), "built.dll", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(copy)!, "Another.dll"), "x");

        var refused = await Assert.ThrowsAsync<FaultException>(() => _ground.Manager().GetAgentAsync("built"));

        Assert.Equal(FaultCodes.PluginCacheChanged, refused.Faults[0].Code);
        Assert.Contains("Another.dll was added", refused.Faults[0].Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<LockChange>> RecordAsync() => new PluginInstaller(_ground.Options).RecordAsync();

    private async Task<IReadOnlyList<PluginEntry>> LockedAsync()
    {
        await using var manager = PluginManager.SetUp(_ground.Options with { Locked = true });
        return await manager.ScanAsync();
    }

    private static void AssertRefused(PluginEntry entry, string path, string says)
    {
        Assert.Equal((PluginState.Faulted, FaultCodes.PluginLockDiffers, path), (entry.State, entry.Code, entry.File));
        Assert.Contains(says, entry.Message, StringComparison.Ordinal);
        Assert.NotEmpty(entry.Fix!);
    }
}
