using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite.Tests;

/// <summary>Events stand in two tables, by when they came: nobody who reads a run must be able to tell.</summary>
public sealed class SqliteEventsTests : IAsyncLifetime
{
    private const int MostRecent = 4_096;
    private readonly FakeHost _host = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Append_MoreThanTheRecentOnesAndLargeOnes_AreReadInOrderFromAnySequence()
    {
        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        var written = new Dictionary<string, List<string>> { ["a"] = [], ["b"] = [], ["ä ü"] = [] };
        for (var round = 0; round < 50; round++)
        {
            foreach (var (run, events) in written)
            {
                var next = Enumerable.Range(0, 25).Select(number => number % 10 == 9 ? $"\"{new string('x', 3_000)}{round}/{number}\"" : $"\"{round}/{number} \\u0000 ü\"").ToList();
                await store.Journal.AppendAsync(new JournalAppend { RunId = run, ExpectedSequence = events.Count, Events = [.. next.Select(json => new NewEvent("k", json))], IsOpen = round < 49 });
                events.AddRange(next);
            }
        }

        Assert.InRange(written.Values.Sum(events => events.Count(json => json.Length < 3_000)), MostRecent / 2, MostRecent);
        await ReadsAsync(store, written);

        // One append that overflows alone.
        var many = Enumerable.Range(0, MostRecent).Select(number => $"{number}").ToList();
        await store.Journal.AppendAsync(new JournalAppend { RunId = "many", ExpectedSequence = 0, Events = [.. many.Select(json => new NewEvent("k", json))], IsOpen = true });
        written["many"] = many;
        Assert.Equal(0, Count("recent_events"));
        await ReadsAsync(store, written);

        await store.Journal.AppendAsync(new JournalAppend { RunId = "many", ExpectedSequence = many.Count, Events = [new NewEvent("k", "\"last\"")], IsOpen = false });
        many.Add("\"last\"");
        Assert.Equal(1, Count("recent_events"));
        await ReadsAsync(store, written);
        foreach (var run in written.Keys)
        {
            Assert.True(await store.Journal.DeleteAsync(run));
            Assert.Empty(await store.Journal.LoadAsync(run).ToListAsync());
        }

        Assert.Equal((0, 0), (Count("events"), Count("recent_events")));
    }

    [Fact]
    public async Task Append_AtAWrongSequence_IsAConflictThatLeavesNothing()
    {
        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        JournalAppend At(long sequence, string json) => new() { RunId = "r", ExpectedSequence = sequence, Events = [new NewEvent("k", json)], IsOpen = true };
        Assert.Contains("at sequence 0, not 3", (await Assert.ThrowsAsync<StorageException>(() => store.Journal.AppendAsync(At(3, "3")))).Message, StringComparison.Ordinal);
        await store.Journal.AppendAsync(At(0, "1"));
        foreach (var sequence in new[] { 0, 2 })
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => store.Journal.AppendAsync(At(sequence, "\"wrong\"")));
            Assert.Equal((StorageFailure.Conflict, $"Run r is at sequence 1, not {sequence}."), (refused.Failure, refused.Message));
        }

        Assert.Equal(["1"], await store.Journal.LoadAsync("r").Select(each => each.Json).ToListAsync());
    }

    [Fact]
    public async Task Open_FileOfTheFirstSchema_KeepsItsRunsAndGoesOnWithThem()
    {
        using (var file = new SqliteConnection($"Data Source={Path.Combine(_host.WorkingDirectory, "omua.db")};Pooling=false"))
        {
            file.Open();
            using var old = new SqliteCommand(FirstSchema.Sql + """
                INSERT INTO runs VALUES ('r', 1, 2, 1, NULL, 1000, 2000);
                INSERT INTO events VALUES ('r', 1, 'a', '"one"', 1000), ('r', 2, 'b', '"two"', 2000);
                UPDATE counters SET value = 1 WHERE name = 'run';
                """, file);
            old.ExecuteNonQuery();
        }

        IStorageBackend store = await _host.StartAsync(new SqliteStorage());

        Assert.Equal(3, await store.Journal.AppendAsync(new JournalAppend { RunId = "r", ExpectedSequence = 2, Events = [new NewEvent("c", "\"three\"")], IsOpen = false }));
        Assert.Equal([(1, "a", "\"one\""), (2, "b", "\"two\""), (3, "c", "\"three\"")], await store.Journal.LoadAsync("r").Select(each => (each.Sequence, each.Kind, each.Json)).ToListAsync());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1000), (await store.Journal.GetAsync("r"))!.CreatedAt);
    }

    private static async Task ReadsAsync(IStorageBackend store, Dictionary<string, List<string>> written)
    {
        foreach (var (run, events) in written)
        {
            foreach (var after in new[] { 0, events.Count / 2, events.Count - 1 })
            {
                var read = await store.Journal.LoadAsync(run, after).ToListAsync();
                Assert.Equal(Enumerable.Range(after + 1, events.Count - after).Select(sequence => (long)sequence), read.Select(each => each.Sequence));
                Assert.Equal(events.Skip(after), read.Select(each => each.Json));
            }
        }
    }

    private int Count(string table)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(_host.WorkingDirectory, "omua.db")};Pooling=false");
        file.Open();
        using var count = new SqliteCommand($"SELECT count(*) FROM {table}", file);
        return Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
