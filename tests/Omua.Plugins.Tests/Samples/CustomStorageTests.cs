using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests.Samples;

public sealed class CustomStorageTests : IAsyncLifetime
{
    private readonly SampleGround _ground = new();
    private readonly FakeTimeProvider _time = new();

    private string StoreFile => Path.Combine(_ground.Folder, "store.jsonl");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Append_WrongSequence_IsAConflictAndWritesNothing()
    {
        var journal = (await Open()).Store.Journal;
        Assert.Equal(2, await journal.AppendAsync(Append("r", 0, 2)));
        Assert.Equal(StorageFailure.Conflict, await Failure(journal.AppendAsync(Append("r", 1))));
        Assert.Equal([1L, 2L], (await Load(journal, "r")).Select(written => written.Sequence));
    }

    [Fact]
    public async Task Runs_GotTimedAndDeleted_AreExactlyWhatWasWritten()
    {
        var journal = (await Open()).Store.Journal;
        Assert.Null(await journal.GetAsync("r"));
        var past = DateTimeOffset.UnixEpoch.AddYears(40);
        await journal.AppendAsync(Append("r", 0) with { SetTimers = [new("z", TimeSpan.FromHours(1)), new("a", TimeSpan.Zero)], RecordedAt = past });
        var entry = (await journal.GetAsync("r"))!;
        Assert.Equal(("r", 1L, true, past), (entry.RunId, entry.LastSequence, entry.IsOpen, entry.CreatedAt));
        Assert.Equal(["a", "z"], (await journal.TimersAsync("r")).Select(timer => timer.Id));
        Assert.Equal(StorageFailure.Conflict, (await Assert.ThrowsAsync<StorageException>(() => journal.DeleteAsync("r"))).Failure);
        await journal.AppendAsync(Append("r", 1) with { IsOpen = false });
        Assert.True(await journal.DeleteAsync("r"));
        Assert.False(await journal.DeleteAsync("r"));
        Assert.Null(await journal.GetAsync("r"));
        Assert.Empty(await journal.TimersAsync("r"));
        Assert.Equal(1, await journal.AppendAsync(Append("r", 0)));
    }

    [Fact]
    public async Task Metrics_ReadNamedAndDeleted_AreThePointsByTime()
    {
        var metrics = (await Open()).Store.Metrics;
        var start = DateTimeOffset.UnixEpoch.AddYears(40);
        MetricPoint Point(string name, int second, string region) => new(name, start.AddSeconds(second), second) { Tags = new Dictionary<string, string> { ["region"] = region } };
        await metrics.WriteAsync([.. Enumerable.Range(0, 2500).Select(second => Point("spend", 2499 - second, second % 2 == 0 ? "de" : "fr")), Point("clicks", 1, "de")]);
        Assert.Equal(["clicks", "spend"], await metrics.NamesAsync());
        var read = new List<MetricPoint>();
        await foreach (var point in metrics.ReadAsync(new MetricQuery { Name = "spend", From = start.AddSeconds(100), Where = new Dictionary<string, string> { ["region"] = "fr" } }))
        {
            read.Add(point);
        }

        Assert.Equal(Enumerable.Range(100, 2400).Where(second => second % 2 == 0).Select(second => (double)second), read.Select(point => point.Value));
        Assert.All(read, point => Assert.Equal("fr", point.Tags["region"]));
        Assert.Equal(2400, await metrics.DeleteAsync("spend", start.AddSeconds(2400)));
        Assert.Equal(100, Assert.Single(await metrics.QueryAsync(new MetricQuery { Name = "spend" })).Count);
    }

    [Fact]
    public async Task Collections_OfDocuments_AreNamedInByteOrder()
    {
        var documents = (await Open()).Store.Documents;
        await documents.PutAsync("plans", "k", "{}");
        await documents.PutAsync("approvals", "k", "{ \"a\": 1.0 }");
        await documents.PutAsync("gone", "k", "{}");
        await documents.DeleteAsync("gone", "k");
        Assert.Equal(["approvals", "plans"], await documents.CollectionsAsync());
        Assert.Equal("{ \"a\": 1.0 }", (await documents.GetAsync("approvals", "k"))!.Json);
    }

    [Fact]
    public async Task Lease_NewOwner_FencesTheOldOne()
    {
        var journal = (await Open()).Store.Journal;
        var first = (await journal.LeaseAsync("r", "a", TimeSpan.FromSeconds(10)))!;
        Assert.Null(await journal.LeaseAsync("r", "b", TimeSpan.FromSeconds(10)));
        Assert.Equal(first.Token, (await journal.LeaseAsync("r", "a", TimeSpan.FromSeconds(10)))!.Token);
        await journal.AppendAsync(Append("r", 0) with { Lease = first });
        _time.Advance(TimeSpan.FromSeconds(10));
        var second = (await journal.LeaseAsync("r", "b", TimeSpan.FromSeconds(10)))!;
        Assert.True(second.Token > first.Token);
        Assert.Equal(StorageFailure.Fenced, await Failure(journal.AppendAsync(Append("r", 1) with { Lease = first })));
        Assert.Equal(2, await journal.AppendAsync(Append("r", 1) with { Lease = second }));
    }

    [Fact]
    public async Task Due_Timers_ComeInOrderUntilCleared()
    {
        var journal = (await Open()).Store.Journal;
        await journal.AppendAsync(Append("r", 0) with { SetTimers = [new("late", TimeSpan.FromSeconds(5)), new("soon", TimeSpan.FromSeconds(1))] });
        Assert.Empty(await journal.DueAsync(10));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["soon", "late"], (await journal.DueAsync(10)).Select(timer => timer.Id));
        await journal.AppendAsync(Append("r", 1) with { ClearTimers = ["soon", "unknown"] });
        Assert.Equal("late", Assert.Single(await journal.DueAsync(10)).Id);
    }

    [Fact]
    public async Task List_WhileRunsAreAdded_GivesEachOldRunOnce()
    {
        var journal = (await Open()).Store.Journal;
        for (var number = 1; number <= 5; number++)
        {
            await journal.AppendAsync(Append($"r{number}", 0));
            _time.Advance(TimeSpan.FromSeconds(number % 2));
        }

        var first = await journal.ListAsync(new RunQuery { Limit = 2 });
        await journal.AppendAsync(Append("r6", 0));
        var second = await journal.ListAsync(new RunQuery { Limit = 2, Cursor = first.Next });
        var third = await journal.ListAsync(new RunQuery { Limit = 2, Cursor = second.Next });
        Assert.Equal(["r5", "r4", "r3", "r2", "r1"], first.Items.Concat(second.Items).Concat(third.Items).Select(run => run.RunId));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Documents_CompareAndSet_VersionsGrowOverADelete()
    {
        var documents = (await Open()).Store.Documents;
        var first = await documents.PutAsync("c", "k", "1", expectedVersion: 0);
        Assert.Equal(StorageFailure.Conflict, await Failure(documents.PutAsync("c", "k", "2", expectedVersion: 0)));
        var second = await documents.PutAsync("c", "k", "2", expectedVersion: first);
        Assert.True(await documents.DeleteAsync("c", "k", second));
        Assert.True(await documents.PutAsync("c", "k", "3", expectedVersion: 0) > second);
    }

    [Fact]
    public async Task Metrics_ByTagAndBucket_AreSummed()
    {
        var metrics = (await Open()).Store.Metrics;
        MetricPoint Point(int minute, double value, string channel) =>
            new("cost", DateTimeOffset.UnixEpoch.AddMinutes(minute), value) { Tags = new Dictionary<string, string> { ["channel"] = channel } };
        await metrics.WriteAsync([Point(0, 1, "b"), Point(59, 2, "b"), Point(60, 4, "a"), Point(1, 8, "a")]);
        var groups = await metrics.QueryAsync(new MetricQuery { Name = "cost", GroupBy = ["channel"], Bucket = TimeSpan.FromHours(1) });
        Assert.Equal([("a", 8d, 1L), ("b", 3d, 2L), ("a", 4d, 1L)], groups.Select(group => (group.Tags["channel"], group.Sum, group.Count)));
    }

    [Fact]
    public async Task Reopen_TornLastLine_KeepsEveryCommitThatReturned()
    {
        var (manager, store) = await Open();
        await store.Journal.AppendAsync(Append("r", 0, 3) with { Summary = "{}", SetTimers = [new("t", TimeSpan.Zero)] });
        var version = await store.Documents.PutAsync("c", "k", """{"a":1}""");
        await manager.ShutdownAsync();
        await File.AppendAllTextAsync(StoreFile, """{"op":"append","run":"r","eve""");
        var reopened = (await Open()).Store;
        Assert.Equal(3, (await Load(reopened.Journal, "r")).Count);
        Assert.Single(await reopened.Journal.DueAsync(10));
        Assert.Equal(version, (await reopened.Documents.GetAsync("c", "k"))!.Version);
        Assert.Equal(4, await reopened.Journal.AppendAsync(Append("r", 3)));
    }

    private static JournalAppend Append(string run, long expected, int events = 1) => new()
    {
        RunId = run, ExpectedSequence = expected, IsOpen = true, Events = [.. Enumerable.Range(1, events).Select(number => new NewEvent("happened", $"{number}"))],
    };

    private static async Task<StorageFailure> Failure(Task call)
    {
        try
        {
            await call;
        }
        catch (StorageException exception)
        {
            return exception.Failure;
        }

        throw new InvalidOperationException("The call did not fail.");
    }

    private static async Task<List<JournalEvent>> Load(IRunJournal journal, string run)
    {
        var events = new List<JournalEvent>();
        await foreach (var written in journal.LoadAsync(run))
        {
            events.Add(written);
        }

        return events;
    }

    private async Task<(PluginManager Manager, IStorageBackend Store)> Open()
    {
        var manager = _ground.Manager("my_custom_storage.cs", $"plugins:\n  my_custom_storage:\n    file: {StoreFile}\n", _time);
        return (manager, await manager.GetStorageBackendAsync("my_custom_storage"));
    }
}
