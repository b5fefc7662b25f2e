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
        var version = await _storage.Documents.PutAsync("plans", "äö\u0000😀", "{}", 0);
        await _storage.Documents.PutAsync("plans", "äö\u0000😀", """{"a":1}""", version);
        var conflict = await Assert.ThrowsAsync<StorageException>(() => _storage.Documents.PutAsync("plans", "äö\u0000😀", "{}", version));
        Assert.Equal(StorageFailure.Conflict, conflict.Failure);
        Assert.Equal("""{"a":1}""", (await _storage.Documents.GetAsync("plans", "äö\u0000😀"))!.Json);
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
