using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Engine.Bench;

/// <summary>One graph of empty tasks: bare code, the engine in memory, the engine on SQLite, and the same with a commit for each event.</summary>
internal static class GraphComparison
{
    private static readonly string[] Names = ["bare", "memory", "SQLite", "SQLite, commit per event"];

    public static async Task RunAsync(string shape, int count, int limit, int rounds)
    {
        var tasks = GraphShapes.Of(shape, count);
        var rates = Names.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var contender = 0; contender < Names.Length; contender++)
            {
                // A commit for each event takes a minute on 10,000 tasks; one round of it says enough.
                if (contender == 3 && round > 1)
                {
                    continue;
                }

                GC.Collect();
                var watch = await MeasureAsync(contender, tasks, limit);
                if (round > 0)
                {
                    rates[contender].Add(count / watch.TotalSeconds);
                }
            }
        }

        var bare = Median(rates[0]);
        for (var contender = 0; contender < Names.Length; contender++)
        {
            var median = Median(rates[contender]);
            Console.WriteLine($"{shape,-7} {count,6} limit {limit,2}  {Names[contender],-25} {median,10:N0} ({rates[contender].Min():N0}..{rates[contender].Max():N0})  1/{bare / median:N1}");
        }
    }

    private static async Task<TimeSpan> MeasureAsync(int contender, IReadOnlyList<TaskSpec> tasks, int limit)
    {
        if (contender == 0)
        {
            var bare = Stopwatch.StartNew();
            await BareGraph.RunAsync(tasks, limit);
            return bare.Elapsed;
        }

        await using var file = new SqliteStore();
        IStorageBackend storage = contender == 1 ? new MemoryStorage(TimeProvider.System) : await file.OpenAsync();
        var engine = new RunEngine(contender == 3 ? new CommitPerEvent(storage) : storage, new EngineOptions { MaxParallel = limit }, TimeProvider.System, NullLogger.Instance);
        var request = new RunRequest
        {
            RunId = "bench", Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = new Dictionary<string, IAgent> { ["worker"] = new FakeAgent("worker", (task, _, _) => Task.FromResult(TaskResult.Completed(task, []))) },
            Context = new ContextData { RunId = "bench", StartedAt = DateTimeOffset.UnixEpoch },
        };
        var watch = Stopwatch.StartNew();
        var state = await engine.ExecuteAsync(request);
        return state.Status == RunStatus.Completed ? watch.Elapsed : throw new InvalidOperationException($"The run is {state.Status}.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
