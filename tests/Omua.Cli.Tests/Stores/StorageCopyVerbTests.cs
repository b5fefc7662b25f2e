using Npgsql;
using Omua.Storage.Postgres.Tests;
using Omua.Storage.Sqlite;
using Omua.Testing;

namespace Omua.Cli.Tests.Stores;

/// <summary><c>storage copy</c> from SQLite to a real PostgreSQL server and back, killed on the way.</summary>
public sealed class StorageCopyVerbTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const int Runs = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Copy_ToPostgresKilledTwiceAndBack_IsEqual()
    {
        Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
        using var one = Configured();
        using var two = Configured();
        await FillAsync(Path.Combine(one.Home, "data", "sqlite"));
        var kills = 0;
        foreach (var share in new[] { 20, 120 })
        {
            using var running = one.Start("storage", "copy", "--to", "postgres");
            if (await CopiedAsync(share, running))
            {
                running.Kill();
                kills++;
                await running.EndAsync();
            }
        }

        Assert.Equal(2, kills);
        var there = (await one.RunAsync("storage", "copy", "--to", "postgres", "--json")).Ends(0).Json;
        Assert.Equal(Runs, (int)there["runs"]!);
        Assert.Equal(12_000, (int)there["points"]!);
        var back = (await two.RunAsync("storage", "copy", "--from", "postgres", "--to", "sqlite", "--json")).Ends(0).Json;
        Assert.All(new[] { "runs", "events", "run_hash", "documents", "document_hash", "points", "point_hash" }, name => Assert.Equal(there[name]!.ToJsonString(), back[name]!.ToJsonString()));
        Assert.Contains("OMUA506", (await two.RunAsync("storage", "copy", "--from", "postgres", "--to", "sqlite")).Ends(1).Errors, StringComparison.Ordinal);
        Assert.Contains("OMUA902", (await two.RunAsync("storage", "copy", "--to", "sqlite")).Ends(2).Errors, StringComparison.Ordinal);
    }

    private static async Task FillAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var host = new FakeHost(folder);
        IStorageBackend store = await host.StartAsync(new SqliteStorage());
        await Task.WhenAll(Enumerable.Range(0, Runs).Select(async run =>
        {
            await store.Journal.AppendAsync(new JournalAppend { RunId = $"run-{run}", ExpectedSequence = 0, IsOpen = true, Events = [new("a", $"{run}"), new("b", "{ \"text\":\"é\" }")], SetTimers = [new("t", TimeSpan.FromDays(2))] });
            await store.Journal.AppendAsync(new JournalAppend { RunId = $"run-{run}", ExpectedSequence = 2, IsOpen = run % 2 == 0, Summary = "{\"status\":\"x\"}", Events = [new("c", "1.0")] });
            await store.Documents.PutAsync("notes", $"{run}", $"{{ \"run\":{run} }}");
        }));
        await store.Metrics.WriteAsync([.. Enumerable.Range(0, 12_000).Select(number => new MetricPoint("cost", DateTimeOffset.UnixEpoch.AddMinutes(number / 3), number / 7d) { Tags = new Dictionary<string, string> { ["channel"] = $"c{number % 5}" } })]);
    }

    private Workplace Configured()
    {
        var work = new Workplace();
        work.Write("omua.yaml", $"plugins:\n  postgres:\n    connection_string: {cluster.ConnectionString}\n    schema: copied\n");
        return work;
    }

    /// <summary>Waits until so many runs are in the copy; false where it ended before.</summary>
    private async Task<bool> CopiedAsync(int share, RunningOmua running)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        var ending = running.EndAsync();
        using var limit = new CancellationTokenSource(Patience);
        while (!ending.IsCompleted)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT count(*) FROM copied.runs");
                if ((long)(await command.ExecuteScalarAsync(limit.Token))! >= share)
                {
                    return true;
                }
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                // It has not begun.
            }

            await Task.Delay(5, limit.Token);
        }

        return false;
    }
}
