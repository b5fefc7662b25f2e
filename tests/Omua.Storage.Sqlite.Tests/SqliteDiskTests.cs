using System.Diagnostics;

namespace Omua.Storage.Sqlite.Tests;

/// <summary>A disk that is full, a disk that takes no writes, and a clock that goes back. The disks are file systems in memory, which only root can mount.</summary>
public sealed class SqliteDiskTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("omua-disk-").FullName;
    private bool _isMounted;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
        {
            await RunAsync("umount", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task Write_DiskFull_SaysSoKeepsWhatWasAcknowledgedAndGoesOnWithRoom()
    {
        await MountAsync("size=2m");
        await using var host = new FakeHost(_disk);
        IStorageBackend store = await host.StartAsync(new SqliteStorage());
        var text = $"\"{new string('x', 50_000)}\"";
        var kept = new List<string>();
        var failure = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            for (var number = 0; number < 1_000; number++)
            {
                await store.Documents.PutAsync("plans", $"k{number:D4}", text);
                kept.Add($"k{number:D4}");
            }
        });
        Assert.Equal(StorageFailure.Unavailable, failure.Failure);
        Assert.Contains("disk", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(kept);
        Assert.Equal(kept, (await store.Documents.ListAsync("plans", limit: 1_000)).Items.Select(document => document.Key));
        await RunAsync("mount", "-o", "remount,size=30m", _disk);
        await store.Documents.PutAsync("plans", "more", text);
        Assert.Empty(await store.Maintenance!.CheckAsync());
        Assert.Equal(kept.Count + 1, (await store.Documents.ListAsync("plans", limit: 1_000)).Items.Count);
    }

    [Fact]
    public async Task Open_DiskThatTakesNoWrites_IsUnavailableAndTheFileUntouched()
    {
        await MountAsync("size=8m");
        await using (var host = new FakeHost(_disk))
        {
            await ((IStorageBackend)await host.StartAsync(new SqliteStorage())).Documents.PutAsync("plans", "k", "1");
        }

        await RunAsync("mount", "-o", "remount,ro", _disk);
        await using (var host = new FakeHost(_disk))
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync(new SqliteStorage()));
            Assert.Equal(StorageFailure.Unavailable, failure.Failure);
        }

        await RunAsync("mount", "-o", "remount,rw", _disk);
        await using (var host = new FakeHost(_disk))
        {
            Assert.Equal("1", (await ((IStorageBackend)await host.StartAsync(new SqliteStorage())).Documents.GetAsync("plans", "k"))!.Json);
        }
    }

    [Fact]
    public async Task ClockMovedBack_LeaseTokensAndSequences_Hold()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        RunLease lease;
        long version;
        await using (var host = new FakeHost(_disk) { Time = new ManualTime(noon) })
        {
            IStorageBackend store = await host.StartAsync(new SqliteStorage());
            lease = (await store.Journal.LeaseAsync("r", "one", TimeSpan.FromHours(1)))!;
            await store.Journal.AppendAsync(Append(0) with { Lease = lease });
            version = await store.Documents.PutAsync("c", "k", "1");
        }

        await using (var host = new FakeHost(_disk) { Time = new ManualTime(noon.AddHours(-5)) })
        {
            IStorageBackend store = await host.StartAsync(new SqliteStorage());
            Assert.Null(await store.Journal.LeaseAsync("r", "two", TimeSpan.FromHours(1)));
            Assert.Equal(2, await store.Journal.AppendAsync(Append(1) with { Lease = lease, SetTimers = [new("t", TimeSpan.Zero)] }));
            Assert.Single(await store.Journal.DueAsync(10));
            await store.Journal.ReleaseAsync(lease);
            Assert.True((await store.Journal.LeaseAsync("r", "two", TimeSpan.FromHours(1)))!.Token > lease.Token);
            Assert.Equal(StorageFailure.Fenced, (await Assert.ThrowsAsync<StorageException>(() => store.Journal.AppendAsync(Append(2) with { Lease = lease }))).Failure);
            Assert.True(await store.Documents.PutAsync("c", "k", "2", version) > version);
        }
    }

    private static JournalAppend Append(long expected) => new() { RunId = "r", ExpectedSequence = expected, IsOpen = true, Events = [new("a", "1")] };

    private async Task MountAsync(string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root mounts a file system");
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", options, "tmpfs", _disk]) { RedirectStandardError = true })!;
        var errors = await mount.StandardError.ReadToEndAsync();
        await mount.WaitForExitAsync();
        Assert.SkipWhen(mount.ExitCode != 0, $"no file system can be mounted here: {errors}");
        _isMounted = true;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }
}
