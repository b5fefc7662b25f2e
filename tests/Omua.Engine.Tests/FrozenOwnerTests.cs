using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>A process that is frozen, loses its run to another, and wakes.</summary>
public sealed class FrozenOwnerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-frozen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Wake_AfterAnotherTookTheRun_IsFencedAndWritesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        using var limit = new CancellationTokenSource(Patience);
        using var frozen = KillHost.Start(_folder, 0, "hold");
        while (!File.Exists(Path.Combine(_folder, "ledger.txt")))
        {
            await Task.Delay(20, limit.Token);
        }

        await FreezeAsync(frozen, limit.Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "gate"), "", limit.Token);

        // Its process lives, so that nobody may take the run before the lease has ended; then the next one that asks does.
        const int Busy = 3;
        int ended;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            using var other = KillHost.Start(_folder, 0, "hold");
            ended = await other.EndAsync();
            Assert.True(ended is 0 or Busy, $"ended with {ended}: {other.Errors}");
        }
        while (ended == Busy);

        var before = await JournalAsync();
        frozen.Wake();

        Assert.Equal(Busy, await frozen.EndAsync());
        var after = await JournalAsync();
        Assert.Equal(before.Select(each => (each.Sequence, each.Json)), after.Select(each => (each.Sequence, each.Json)));
        Assert.Equal(12, after.Count(each => each.Kind == "task_completed"));
    }

    /// <summary>Frozen in the middle of a write it would hold the file's lock, and nobody could do anything at all: then it is woken and frozen a little later.</summary>
    private async Task FreezeAsync(KillHost host, CancellationToken cancellationToken)
    {
        await using var store = new SqliteStore(_folder);
        var storage = await store.OpenAsync();
        while (true)
        {
            host.Freeze();
            try
            {
                await storage.Documents.PutAsync("probe", "frozen", "{}", null, cancellationToken);
                return;
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable)
            {
                host.Wake();
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    private async Task<List<JournalEvent>> JournalAsync()
    {
        await using var store = new SqliteStore(_folder);
        var events = new List<JournalEvent>();
        await foreach (var each in (await store.OpenAsync()).Journal.LoadAsync("run", 0, TestContext.Current.CancellationToken))
        {
            events.Add(each);
        }

        return events;
    }
}
