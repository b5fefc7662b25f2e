using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Engine.Bench;

/// <summary>One graph of empty tasks: bare code, the engine in memory, the engine on SQLite, the same with a commit for each event, and Hangfire in memory.</summary>
internal static class GraphComparison
{
    /// <summary>How long a straggler takes.</summary>
    public static readonly TimeSpan Straggle = TimeSpan.FromMilliseconds(10);

    private const int Bare = 0;
    private const int Sqlite = 2;
    private const int CommitEach = 3;
    private const int Peer = 4;
    private static readonly string[] Names = ["bare", "memory", "SQLite", "SQLite, commit per event", "Hangfire, memory"];

    public static async Task RunAsync(string shape, int count, int limit, int rounds)
    {
        var tasks = GraphShapes.Of(shape, count);
        var samples = Names.Select(_ => new List<Sample>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in Enumerable.Range(0, Names.Length).Where(contender => TakesPart(contender, shape, count)))
            {
                var sample = await Sample.OfAsync(() => WorkAsync(contender, shape, tasks, limit));
                if (round > 0)
                {
                    samples[contender].Add(sample);
                }
            }
        }

        var bare = Median(samples[Bare], Rate);
        for (var contender = 0; contender < Names.Length; contender++)
        {
            if (samples[contender] is { Count: > 0 } taken)
            {
                var median = Median(taken, Rate);
                Console.WriteLine(
                    $"| {shape} {count:N0} | {limit} | {Names[contender]} | {median:N0} | {taken.Min(Rate):N0}..{taken.Max(Rate):N0} | {bare / median:N1} | {Median(taken, sample => sample.Processor.TotalMicroseconds / count):N2} | {Median(taken, sample => (double)sample.Bytes / count):N0} |");
            }
        }

        double Rate(Sample sample) => count / sample.Wall.TotalSeconds;
    }

    /// <summary>
    /// A commit for each event takes minutes on large graphs, and so does a chain on a disk, whose every task waits for a flush: a thousand tasks say enough. Hangfire's jobs
    /// wait for one other at most.
    /// </summary>
    private static bool TakesPart(int contender, string shape, int count) => contender switch
    {
        Sqlite => shape != "chain" || count <= 1_000,
        CommitEach => count <= 1_000,
        Peer => count <= 1_000 && (shape is "chain" or "wide"),
        _ => true,
    };

    private static async Task WorkAsync(int contender, string shape, IReadOnlyList<TaskSpec> tasks, int limit)
    {
        if (contender == Bare)
        {
            await BareGraph.RunAsync(tasks, new FakeAgent("worker", ExecuteAsync), limit);
            return;
        }

        if (contender == Peer)
        {
            await HangfireGraph.RunAsync(shape, tasks.Count, limit);
            return;
        }

        await using var file = new SqliteStore();
        IStorageBackend storage = contender == 1 ? new MemoryStorage(TimeProvider.System) : await file.OpenAsync();
        var options = new EngineOptions { MaxParallel = limit, PlanLimits = new PlanLimits(1_000_000, 1_000_000) };
        var engine = new RunEngine(contender == CommitEach ? new CommitPerEvent(storage) : storage, options, TimeProvider.System, NullLogger.Instance);
        var state = await engine.ExecuteAsync(new RunRequest
        {
            RunId = "bench", Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = new Dictionary<string, IAgent> { ["worker"] = new FakeAgent("worker", ExecuteAsync) },
            Context = new ContextData { RunId = "bench", StartedAt = DateTimeOffset.UnixEpoch },
        });
        if (state.Status != RunStatus.Completed)
        {
            throw new InvalidOperationException($"The run is {state.Status}.");
        }
    }

    private static Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken) =>
        ReferenceEquals(task.Name, GraphShapes.Slow) ? SlowAsync(task, cancellationToken) : Task.FromResult(TaskResult.Completed(task, []));

    private static async Task<TaskResult> SlowAsync(TaskSpec task, CancellationToken cancellationToken)
    {
        await Task.Delay(Straggle, cancellationToken);
        return TaskResult.Completed(task, []);
    }

    private static double Median(IEnumerable<Sample> samples, Func<Sample, double> of) => samples.Select(of).Order().ElementAt(samples.Count() / 2);
}
