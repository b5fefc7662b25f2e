using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Omua.Engine.Tests;

public sealed class SqliteStorageTests : IAsyncLifetime
{
    private readonly SqliteStore _store = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private IStorageBackend _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await _store.OpenAsync(_time);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Append_WrongSequence_ConflictsAndWritesNothing()
    {
        await _storage.Journal.AppendAsync(Append("r", 0));
        var conflict = await Assert.ThrowsAsync<StorageException>(() => _storage.Journal.AppendAsync(Append("r", 0)));
        Assert.Equal(StorageFailure.Conflict, conflict.Failure);
        Assert.Single(await LoadAsync("r"));
    }

    [Fact]
    public async Task Append_WithALostLease_IsFenced()
    {
        var lease = await _storage.Journal.LeaseAsync("r", "one", TimeSpan.FromSeconds(10));
        Assert.Null(await _storage.Journal.LeaseAsync("r", "two", TimeSpan.FromSeconds(10)));
        _time.Advance(TimeSpan.FromSeconds(11));
        var next = await _storage.Journal.LeaseAsync("r", "two", TimeSpan.FromSeconds(10));
        Assert.True(next!.Token > lease!.Token);
        var fenced = await Assert.ThrowsAsync<StorageException>(() => _storage.Journal.AppendAsync(Append("r", 0) with { Lease = lease }));
        Assert.Equal(StorageFailure.Fenced, fenced.Failure);
        Assert.Equal(1, await _storage.Journal.AppendAsync(Append("r", 0) with { Lease = next }));
    }

    [Fact]
    public async Task Due_TimerSetMovedAndCleared_FollowsTheStoresClock()
    {
        await _storage.Journal.AppendAsync(Append("r", 0) with { SetTimers = [new("t", TimeSpan.FromSeconds(5))] });
        Assert.Empty(await _storage.Journal.DueAsync(10));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("t", Assert.Single(await _storage.Journal.DueAsync(10)).Id);
        await _storage.Journal.AppendAsync(Append("r", 1) with { ClearTimers = ["t"] });
        Assert.Empty(await _storage.Journal.DueAsync(10));
    }

    [Fact]
    public async Task List_PagedWhileWriting_ShowsEachRunOnce()
    {
        for (var number = 0; number < 7; number++)
        {
            await _storage.Journal.AppendAsync(Append($"r{number}", 0));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _storage.Journal.ListAsync(new RunQuery { Limit = 2, Cursor = cursor });
            seen.AddRange(page.Items.Select(run => run.RunId));
            _time.Advance(TimeSpan.FromSeconds(1));
            await _storage.Journal.AppendAsync(Append($"new{seen.Count}", 0));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["r6", "r5", "r4", "r3", "r2", "r1", "r0"], seen);
    }

    [Fact]
    public async Task Put_WithAnOldVersion_Conflicts()
    {
        var version = await _storage.Documents.PutAsync("plans", "äö😀", "{}", 0);
        await _storage.Documents.PutAsync("plans", "äö😀", """{"a":1}""", version);
        var conflict = await Assert.ThrowsAsync<StorageException>(() => _storage.Documents.PutAsync("plans", "äö😀", "{}", version));
        Assert.Equal(StorageFailure.Conflict, conflict.Failure);
        Assert.Equal("""{"a":1}""", (await _storage.Documents.GetAsync("plans", "äö😀"))!.Json);
    }

    [Fact]
    public async Task Query_Metrics_GroupsByTagAndBucket()
    {
        var start = DateTimeOffset.UnixEpoch;
        await _storage.Metrics.WriteAsync([
            new("cost", start, 1) { Tags = new Dictionary<string, string> { ["c"] = "x" } },
            new("cost", start.AddHours(30), 2) { Tags = new Dictionary<string, string> { ["c"] = "x" } },
            new("cost", start.AddHours(1), 4),
        ]);
        var groups = await _storage.Metrics.QueryAsync(new MetricQuery { Name = "cost", GroupBy = ["c"], Bucket = TimeSpan.FromDays(1) });
        Assert.Equal([("", 4.0), ("x", 1.0), ("x", 2.0)], groups.Select(group => (group.Tags["c"], group.Sum)));
    }

    [Fact]
    public async Task Runs_GotTimedAndDeleted_AreExactlyWhatWasWritten()
    {
        var journal = _storage.Journal;
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
        var metrics = _storage.Metrics;
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
        var documents = _storage.Documents;
        await documents.PutAsync("plans", "k", "{}");
        await documents.PutAsync("approvals", "k", "{ \"a\": 1.0 }");
        await documents.PutAsync("gone", "k", "{}");
        await documents.DeleteAsync("gone", "k");
        Assert.Equal(["approvals", "plans"], await documents.CollectionsAsync());
        Assert.Equal("{ \"a\": 1.0 }", (await documents.GetAsync("approvals", "k"))!.Json);
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefused()
    {
        await _storage.Documents.PutAsync("c", "k", "{}");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_store.Folder, "omua.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<StorageException>(() => _store.OpenAsync());
        Assert.Equal(StorageFailure.NewerSchema, refused.Failure);
    }

    [Fact]
    public async Task Append_FromTwoStoresOnOneFile_LosesNothing()
    {
        var second = (IStorageBackend)await _store.OpenAsync(_time);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            (number % 2 == 0 ? _storage : second).Journal.AppendAsync(Append($"r{number}", 0))));
        Assert.Equal(40, (await second.Journal.ListAsync(new RunQuery { Limit = 100 })).Items.Count);
    }

    private static JournalAppend Append(string run, long sequence) => new() { RunId = run, ExpectedSequence = sequence, Events = [new("happened", "{}")], IsOpen = true };

    private async Task<List<JournalEvent>> LoadAsync(string run)
    {
        var events = new List<JournalEvent>();
        await foreach (var stored in _storage.Journal.LoadAsync(run))
        {
            events.Add(stored);
        }

        return events;
    }
}
