using Hangfire.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;
using Omua.Storage.Postgres;
using Omua.Storage.Postgres.Tests;
using Omua.Testing;

namespace Omua.Engine.Bench;

/// <summary>Empty tasks on a private PostgreSQL that flushes to its disk: the engine on its store, and Hangfire on its own.</summary>
internal static class OnPostgres
{
    public static async Task RunAsync(int count, int rounds)
    {
        await using var server = new PostgresCluster { FlushesToDisk = true };
        await server.InitializeAsync();
        if (server.Missing is { } missing)
        {
            Console.WriteLine($"Nothing was measured: {missing}");
            return;
        }

        await using var host = new FakeHost { Configuration = new FakeConfiguration { ["connection_string"] = server.ConnectionString } };
        IStorageBackend store = await host.StartAsync(new PostgresStorage());
        Console.WriteLine($"{count:N0} empty tasks, wide, on PostgreSQL; tasks a second, medians of {rounds} interleaved rounds after one to warm up");
        Console.WriteLine("| limit | engine | range | Hangfire | range | engine to Hangfire |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var limit in new[] { 10, 64 })
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var run = $"r{limit}-{round}";
                var own = await Sample.OfAsync(() => EngineAsync(store, run, count, limit));
                var peer = await Sample.OfAsync(() => HangfireGraph.RunAsync(
                    new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory($"{server.ConnectionString};Maximum Pool Size=90", new PostgreSqlStorageOptions()), new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50) }), "wide", count, limit));
                if (round > 0)
                {
                    ours.Add(count / own.Wall.TotalSeconds);
                    theirs.Add(count / peer.Wall.TotalSeconds);
                }
            }

            Console.WriteLine($"| {limit} | {Median(ours):N0} | {ours.Min():N0}..{ours.Max():N0} | {Median(theirs):N0} | {theirs.Min():N0}..{theirs.Max():N0} | {Median(ours) / Median(theirs):N1} |");
        }
    }

    private static async Task EngineAsync(IStorageBackend store, string run, int count, int limit)
    {
        var engine = new RunEngine(store, new EngineOptions { MaxParallel = limit }, TimeProvider.System, NullLogger.Instance);
        var state = await engine.ExecuteAsync(new RunRequest
        {
            RunId = run, Plan = new Plan { Source = "rules", Tasks = GraphShapes.Of("wide", count) },
            Agents = new Dictionary<string, IAgent> { ["worker"] = new Tests.FakeAgent("worker", (task, _, _) => Task.FromResult(TaskResult.Completed(task, []))) },
            Context = new ContextData { RunId = run, StartedAt = DateTimeOffset.UnixEpoch },
        });
        if (state.Status != RunStatus.Completed)
        {
            throw new InvalidOperationException($"The run is {state.Status}.");
        }
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
