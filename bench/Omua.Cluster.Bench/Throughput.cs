using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Cluster.Tests;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;
using Omua.Storage.Postgres;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Bench;

/// <summary>Tasks a second of one to three silos, from the first run that is stored to the end of the last; beside them the engine in one process on the same database.</summary>
internal static class Throughput
{
    private const int Runs = 6;
    private const int Limit = 8;
    private static readonly int[] Silos = [0, 1, 2, 3];
    private static readonly (int Count, int Ms)[] Loads = [(200, 0), (24, 200)];

    public static async Task RunAsync(PostgresCluster server, int rounds)
    {
        Console.WriteLine($"{Runs} runs at once, each with a wide plan and at most {Limit} attempts at a time");
        Console.WriteLine("| tasks of a run | contender | tasks a second, median | range | times one silo |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (count, ms) in Loads)
        {
            var rates = Silos.ToDictionary(silos => silos, _ => new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var silos in Silos)
                {
                    var took = await (silos == 0 ? AloneAsync(server, count, ms) : ClusterAsync(server, silos, count, ms));
                    if (round > 0)
                    {
                        rates[silos].Add(Runs * count / took.TotalSeconds);
                    }
                }
            }

            foreach (var (silos, taken) in rates)
            {
                Console.WriteLine($"| {count} of {ms} ms | {(silos == 0 ? "one process, no cluster" : $"{silos} silos")} | {Median(taken):N0} | {taken.Min():N0}..{taken.Max():N0} | {Median(taken) / Median(rates[1]):N2} |");
            }
        }
    }

    private static async Task<TimeSpan> ClusterAsync(PostgresCluster server, int silos, int count, int ms)
    {
        await using var cluster = await TestCluster.StartAsync(server, silos, engine: new EngineOptions { MaxParallel = Limit, Retries = 0 });
        await cluster.SubmitAsync("warm", Plans.Wide(20, ms: 0));
        await cluster.EndAsync("warm");
        var since = Stopwatch.GetTimestamp();
        for (var run = 0; run < Runs; run++)
        {
            await cluster.SubmitAsync($"r{run}", Plans.Wide(count, ms));
        }

        for (var run = 0; run < Runs; run++)
        {
            Require(await cluster.EndAsync($"r{run}"));
        }

        return Stopwatch.GetElapsedTime(since);
    }

    private static async Task<TimeSpan> AloneAsync(PostgresCluster server, int count, int ms)
    {
        await using var host = new FakeHost { Configuration = new FakeConfiguration { ["connection_string"] = server.ConnectionString, ["schema"] = $"s{Guid.NewGuid():N}"[..20] } };
        IStorageBackend store = await host.StartAsync(new PostgresStorage());
        var engine = new RunEngine(store, new EngineOptions { MaxParallel = Limit, Retries = 0 }, TimeProvider.System, NullLogger.Instance);
        var agents = new Dictionary<string, IAgent>
        {
            ["worker"] = new FakeAgent("worker", async (task, _, cancellationToken) =>
            {
                await Task.Delay(ms, cancellationToken);
                return TaskResult.Completed(task, []);
            }),
        };
        var since = Stopwatch.GetTimestamp();
        var ended = await Task.WhenAll(Enumerable.Range(0, Runs).Select(run => engine.ExecuteAsync(new RunRequest
        {
            RunId = $"r{run}", Plan = new Plan { Source = "rules", Tasks = Plans.Wide(count, ms) }, Agents = agents, Context = new ContextData { RunId = $"r{run}", StartedAt = DateTimeOffset.UnixEpoch },
        })));
        Array.ForEach(ended, Require);
        return Stopwatch.GetElapsedTime(since);
    }

    private static void Require(RunState run)
    {
        if (run.Status != RunStatus.Completed)
        {
            throw new InvalidOperationException($"The run {run.RunId} is {run.Status}.");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
