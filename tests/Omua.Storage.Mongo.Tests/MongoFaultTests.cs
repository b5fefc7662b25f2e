using MongoDB.Bson;
using MongoDB.Driver;
using Omua.Storage.Mongo.Tests.StandIn;

namespace Omua.Storage.Mongo.Tests;

/// <summary>What goes wrong between the store and its server. These need a server that can be told to misbehave: the stand-in, always.</summary>
public sealed class MongoFaultTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly WireServer _server = new();
    private readonly List<FakeHost> _hosts = [];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        _server.Mishaps = null;
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Write_ConnectionsCut_LosesNothingAndLeavesNothingInPart()
    {
        IStorageBackend store = await OpenAsync();
        var (random, failures, left) = (new Random(7), 0, 60);
        _server.Mishaps = command =>
        {
            lock (random)
            {
                return command is "update" or "findAndModify" or "insert" && left > 0 && random.Next(4) == 0
                    ? (Mishap)random.Next(2) is var mishap && --left >= 0 ? mishap : null
                    : null;
            }
        };
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            var last = 0L;
            for (var written = 0; written < 60;)
            {
                try
                {
                    var there = (await store.Journal.GetAsync($"r{client}"))?.LastSequence ?? 0;
                    Assert.True(there >= last, $"{last} was acknowledged, {there} is there");
                    last = await store.Journal.AppendAsync(new JournalAppend { RunId = $"r{client}", ExpectedSequence = there, IsOpen = true, Events = [new("a", "1"), new("b", "2"), new("c", "3")] });
                    written++;
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable)
                {
                    Interlocked.Increment(ref failures);
                }
            }

            return last;
        })));
        Assert.True(failures > 10, $"{failures} of 60 cuts were noticed");
        for (var client = 0; client < acknowledged.Length; client++)
        {
            var events = await store.Journal.LoadAsync($"r{client}").ToListAsync();
            Assert.Equal(acknowledged[client], events.Count);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
            Assert.All(events.Chunk(3), append => Assert.Equal(["a", "b", "c"], append.Select(each => each.Kind)));
        }
    }

    [Fact]
    public async Task Points_WriterCut_AreAbsentAndSweptAfterADay()
    {
        IStorageBackend store = await OpenAsync();
        _server.Mishaps = command => command == "insert" ? Mishap.CutAfter : null;
        await Assert.ThrowsAsync<StorageException>(() => store.Metrics.WriteAsync([new MetricPoint("cost", Noon, 1), new MetricPoint("cost", Noon, 2)]));
        _server.Mishaps = null;
        await store.Metrics.WriteAsync([new MetricPoint("cost", Noon, 4)]);
        Assert.Equal(4, Assert.Single(await store.Metrics.QueryAsync(new MetricQuery { Name = "cost" })).Sum);
        using var client = new MongoClient(_server.ConnectionString);
        var rows = client.GetDatabase("omua").GetCollection<BsonDocument>("points").Find(new BsonDocument());
        Assert.Equal(3, (await rows.ToListAsync()).Count);
        await OpenAsync();
        Assert.Equal(3, (await rows.ToListAsync()).Count);
        _server.ClockOffset = TimeSpan.FromHours(25);
        await OpenAsync();
        Assert.Equal(4, Assert.Single(await rows.ToListAsync())["value"].AsDouble);
    }

    [Fact]
    public async Task ClockMovedBack_LeaseTokensAndSequences_Hold()
    {
        IStorageBackend store = await OpenAsync();
        var lease = (await store.Journal.LeaseAsync("r", "one", TimeSpan.FromHours(1)))!;
        await store.Journal.AppendAsync(Append(0) with { Lease = lease });
        _server.ClockOffset = TimeSpan.FromHours(-5);
        Assert.Null(await store.Journal.LeaseAsync("r", "two", TimeSpan.FromHours(1)));
        Assert.Equal(2, await store.Journal.AppendAsync(Append(1) with { Lease = lease, SetTimers = [new("t", TimeSpan.Zero)] }));
        Assert.Single(await store.Journal.DueAsync(10));
        await store.Journal.ReleaseAsync(lease);
        Assert.True((await store.Journal.LeaseAsync("r", "two", TimeSpan.FromHours(1)))!.Token > lease.Token);
        Assert.Equal(StorageFailure.Fenced, (await Assert.ThrowsAsync<StorageException>(() => store.Journal.AppendAsync(Append(2) with { Lease = lease }))).Failure);
        var version = await store.Documents.PutAsync("c", "k", "1");
        _server.ClockOffset = TimeSpan.FromHours(-9);
        Assert.True(await store.Documents.PutAsync("c", "k", "2", version) > version);
    }

    [Fact]
    public async Task SilentServer_CallsAndThoseWhoWaitForAConnection_FailAsUnavailable()
    {
        IStorageBackend store = await OpenAsync(("timeout", "1s"), ("max_connections", "1"));
        _server.Mishaps = command => command == "find" ? Mishap.Silence : null;
        var failures = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Assert.ThrowsAsync<StorageException>(() => store.Documents.GetAsync("c", $"{number}"))));
        Assert.All(failures, failure => Assert.Equal(StorageFailure.Unavailable, failure.Failure));
        _server.Mishaps = null;
        Assert.Null(await store.Documents.GetAsync("c", "k"));
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefusedAndNothingTouched()
    {
        IStorageBackend store = await OpenAsync();
        await store.Documents.PutAsync("c", "k", "1");
        using var client = new MongoClient(_server.ConnectionString);
        await client.GetDatabase("omua").GetCollection<BsonDocument>("numbers").UpdateOneAsync(new BsonDocument("_id", "schema"), new BsonDocument("$set", new BsonDocument("version", 99)));
        Assert.Equal(StorageFailure.NewerSchema, (await Assert.ThrowsAsync<StorageException>(() => OpenAsync())).Failure);
        Assert.Equal("1", (await store.Documents.GetAsync("c", "k"))!.Json);
    }

    [Fact]
    public async Task Texts_ThatLookLikeExpressions_StayTexts()
    {
        IStorageBackend store = await OpenAsync();
        await store.Journal.AppendAsync(new JournalAppend { RunId = "$$NOW", ExpectedSequence = 0, IsOpen = true, Summary = "\"$last\"", Events = [new("$kind", "\"$$ROOT\"")], SetTimers = [new("$due", TimeSpan.Zero)] });
        Assert.Equal(("$kind", "\"$$ROOT\""), Assert.Single(await store.Journal.LoadAsync("$$NOW").ToListAsync()) is var each ? (each.Kind, each.Json) : default);
        Assert.Equal("\"$last\"", (await store.Journal.GetAsync("$$NOW"))!.Summary);
        Assert.Equal("$due", Assert.Single(await store.Journal.TimersAsync("$$NOW")).Id);
        Assert.Equal("$$NOW", (await store.Journal.LeaseAsync("$$NOW", "$last", TimeSpan.FromHours(1)))!.RunId);
        await store.Metrics.WriteAsync([new MetricPoint("cost", Noon, 1) { Tags = new Dictionary<string, string> { ["$value"] = "$at", ["a.b"] = "$$this" } }]);
        var group = Assert.Single(await store.Metrics.QueryAsync(new MetricQuery { Name = "cost", GroupBy = ["$value", "a.b"], Where = new Dictionary<string, string> { ["$value"] = "$at" } }));
        Assert.Equal(("$at", "$$this"), (group.Tags["$value"], group.Tags["a.b"]));
    }

    private static JournalAppend Append(long expected) => new() { RunId = "r", ExpectedSequence = expected, IsOpen = true, Events = [new("a", "1")] };

    private async Task<MongoStorage> OpenAsync(params (string Key, string Value)[] settings)
    {
        var configuration = new FakeConfiguration { ["connection_string"] = _server.ConnectionString };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var host = new FakeHost { Configuration = configuration };
        _hosts.Add(host);
        return await host.StartAsync(new MongoStorage());
    }
}
