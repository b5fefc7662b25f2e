using Npgsql;
using Omua.Cluster.Tests;

namespace Omua.Storage.Postgres.Tests;

/// <summary>A server that crashes and comes back, and a network that is cut.</summary>
public sealed class PostgresFaultTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Restart_InTheMidstOfWrites_LosesNothingAndLeavesNothingInPart()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        await using var host = Host(cluster.ConnectionString, "restarts");
        IStorageBackend store = await host.StartAsync(new PostgresStorage());
        using var stop = new CancellationTokenSource();
        var failures = 0;
        var writing = Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            var acknowledged = 0L;
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    var last = (await store.Journal.GetAsync($"r{client}"))?.LastSequence ?? 0;
                    Assert.True(last >= acknowledged, $"{acknowledged} was acknowledged, {last} is there");
                    acknowledged = await store.Journal.AppendAsync(new JournalAppend { RunId = $"r{client}", ExpectedSequence = last, IsOpen = true, Events = [new("a", "1"), new("b", "2"), new("c", "3")] });
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable)
                {
                    Interlocked.Increment(ref failures);
                    await Task.Delay(20);
                }
            }

            return acknowledged;
        })).ToArray();
        foreach (var signal in new[] { "QUIT", "INT" })
        {
            await UntilAsync(async () => (await store.Journal.GetAsync("r0"))?.LastSequence > 30);
            await cluster.StopAsync(signal);
            await UntilAsync(() => Task.FromResult(Volatile.Read(ref failures) > 0));
            await cluster.StartAsync();
        }

        await UntilAsync(async () => await store.Journal.GetAsync("r3") is not null);
        await stop.CancelAsync();
        var acknowledged = await Task.WhenAll(writing);
        for (var client = 0; client < acknowledged.Length; client++)
        {
            var events = await store.Journal.LoadAsync($"r{client}").ToListAsync();
            Assert.True(events.Count >= acknowledged[client] && events.Count % 3 == 0, $"{acknowledged[client]} acknowledged, {events.Count} there");
            Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
        }
    }

    [Fact]
    public async Task NetworkCut_CallsAndThoseWhoWaitForAConnection_FailAsUnavailableAndGoOnAfter()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        await using var network = new TcpProxy(cluster.Port);
        // One connection, so that those who wait find the pool exhausted.
        await using var host = Host(cluster.ConnectionStringThrough(network.Port) + ";Timeout=1;Cancellation Timeout=1", "network", ("timeout", "1s"), ("max_connections", "1"));
        IStorageBackend store = await host.StartAsync(new PostgresStorage());
        await store.Documents.PutAsync("c", "k", "1");
        network.Cut();
        var failures = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Assert.ThrowsAsync<StorageException>(() => store.Documents.PutAsync("c", $"s{number}", "1"))));
        Assert.All(failures, failure => Assert.Equal(StorageFailure.Unavailable, failure.Failure));
        Assert.All(failures, failure => Assert.DoesNotContain("unused-password", failure.Message, StringComparison.Ordinal));
        network.Mend();
        await UntilAsync(() => ReadsAsync(store));
        await store.Documents.PutAsync("c", "k", "2");
        Assert.Equal("2", (await store.Documents.GetAsync("c", "k"))!.Json);
    }

    [Fact]
    public async Task SlowServer_TakesItsTime_AndLosesNothing()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        await using var network = new TcpProxy(cluster.Port) { Delay = TimeSpan.FromMilliseconds(150) };
        await using var host = Host(cluster.ConnectionStringThrough(network.Port), "slow");
        IStorageBackend store = await host.StartAsync(new PostgresStorage());

        var sequences = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => store.Journal.AppendAsync(Append($"r{number}", 0))));

        Assert.All(sequences, sequence => Assert.Equal(2, sequence));
        network.Delay = TimeSpan.Zero;
        for (var number = 0; number < sequences.Length; number++)
        {
            Assert.Equal(["1", "2"], await store.Journal.LoadAsync($"r{number}").Select(each => each.Json).ToListAsync());
        }
    }

    [Fact]
    public async Task RunThatAnotherHolds_FailsInItsTime_AndHoldsUpNoOtherRun()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        await using var host = Host(cluster.ConnectionString, "held", ("timeout", "2s"));
        IStorageBackend store = await host.StartAsync(new PostgresStorage());
        await store.Journal.AppendAsync(Append("held", 0));
        await using var other = new NpgsqlConnection(cluster.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand("SELECT 1 FROM held.runs WHERE run_id = 'held' FOR UPDATE", other, transaction);
            await hold.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            var waiting = Assert.ThrowsAsync<StorageException>(() => store.Journal.AppendAsync(Append("held", 2)));
            for (var number = 0; number < 200; number++)
            {
                await store.Journal.AppendAsync(Append($"r{number}", 0));
            }

            Assert.False(waiting.IsCompleted, "the others waited for the run that is held");
            Assert.Equal(StorageFailure.Unavailable, (await waiting).Failure);
        }

        Assert.Equal(4, await store.Journal.AppendAsync(Append("held", 2)));
        Assert.Equal(4, (await store.Journal.LoadAsync("held").ToListAsync()).Count);
    }

    private static JournalAppend Append(string run, long expected) => new() { RunId = run, ExpectedSequence = expected, IsOpen = true, Events = [new("a", $"{expected + 1}"), new("b", $"{expected + 2}")] };

    private static async Task<bool> ReadsAsync(IStorageBackend store)
    {
        try
        {
            return (await store.Documents.GetAsync("c", "k"))!.Json == "1";
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable)
        {
            // Not yet.
            return false;
        }
    }

    private static FakeHost Host(string connection, string schema, params (string Key, string Value)[] settings)
    {
        var configuration = new FakeConfiguration { ["connection_string"] = connection, ["schema"] = schema };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        return new FakeHost { Configuration = configuration };
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable)
            {
                // The server is away.
            }

            await Task.Delay(20, limit.Token);
        }
    }
}
