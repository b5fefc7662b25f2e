using Npgsql;

namespace Omua.Storage.Postgres.Tests;

/// <summary>The server cuts every connection while clients write, over and over.</summary>
public sealed class CutConnectionTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const int Cuts = 25;

    [Fact]
    public async Task Write_ConnectionsCut_LosesNothingAndLeavesNothingInPart()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        await using var host = new FakeHost { Configuration = new FakeConfiguration { ["connection_string"] = cluster.ConnectionString, ["schema"] = "cut" } };
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
                }
            }

            return acknowledged;
        })).ToArray();
        await using (var source = NpgsqlDataSource.Create(cluster.ConnectionString + ";Application Name=cutter;Pooling=false"))
        {
            for (var cut = 0; cut < Cuts; cut++)
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var command = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'omua'", connection);
                Assert.NotNull(await command.ExecuteScalarAsync());
                await Task.WhenAny(Task.WhenAll(writing), Task.Delay(40));
            }
        }

        await stop.CancelAsync();
        var acknowledged = await Task.WhenAll(writing);
        Assert.True(failures > 0, "no cut was noticed");
        for (var client = 0; client < acknowledged.Length; client++)
        {
            var events = await store.Journal.LoadAsync($"r{client}").ToListAsync();
            Assert.Equal(0, events.Count % 3);
            Assert.True(events.Count >= acknowledged[client]);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
        }
    }
}
