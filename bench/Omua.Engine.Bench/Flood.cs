using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Engine.Bench;

/// <summary>Many runs: all at once, small ones beside a large one, and a thousand whose process was killed.</summary>
internal static class Flood
{
    private const int Tasks = 10;
    private const int DoneBeforeTheKill = 5;
    private const int TakenUpAtOnce = 64;

    public static async Task RunAsync(int runs)
    {
        await AtOnceAsync(runs);
        await BesideAsync();
        await ResumeAsync(runs);
    }

    /// <summary>What the killed process did: each run has half of its tasks behind it and the rest under way. It waits for its end.</summary>
    public static async Task BeginAndWaitAsync(string folder, int runs)
    {
        var done = 0;
        var store = await new SqliteStore(folder).OpenAsync();
        var engine = Engine(store);
        var agent = new FakeAgent("worker", async (task, _, token) =>
        {
            if (Number(task) >= DoneBeforeTheKill)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            Interlocked.Increment(ref done);
            return TaskResult.Completed(task, []);
        });
        var running = Enumerable.Range(0, runs).Select(run => engine.ExecuteAsync(Request($"r{run:0000}", Tasks, agent))).ToList();
        while (Volatile.Read(ref done) < runs * DoneBeforeTheKill || (await store.Journal.ListAsync(new RunQuery { Limit = 1_000 })).Items.Any(run => run.LastSequence < DoneBeforeTheKill * 2))
        {
            await Task.Delay(100);
        }

        Console.WriteLine("ready");
        await Task.WhenAll(running);
    }

    private static async Task AtOnceAsync(int runs)
    {
        const int Each = 100;
        await using var file = new SqliteStore();
        var engine = Engine(await file.OpenAsync());
        var agent = Empty();
        using var memory = new PeakMemory();
        var watch = Stopwatch.StartNew();
        var states = await Task.WhenAll(Enumerable.Range(0, runs).Select(run => Task.Run(() => engine.ExecuteAsync(Request($"r{run:0000}", Each, agent)))));
        var seconds = watch.Elapsed.TotalSeconds;
        Require(states);
        Console.WriteLine($"{runs:N0} runs of {Each} empty tasks at once on SQLite: {seconds:N1} s, {runs * Each / seconds:N0} tasks a second; managed memory at most {memory.Managed / 1048576.0:N0} MiB, the process {memory.Process / 1048576.0:N0} MiB");
    }

    private static async Task BesideAsync()
    {
        await using var file = new SqliteStore();
        var engine = Engine(await file.OpenAsync());
        var agent = Empty();
        await engine.ExecuteAsync(Request("warm", Tasks, agent));
        var alone = await SmallAsync(engine, agent, "alone", () => true);
        using var memory = new PeakMemory();
        var large = Task.Run(() => engine.ExecuteAsync(Request("large", 10_000, agent)));
        var beside = await SmallAsync(engine, agent, "beside", () => !large.IsCompleted);
        Require([await large]);
        Console.WriteLine($"a run of {Tasks} tasks takes {Median(alone):N1} ms alone and {Median(beside):N1} ms (at most {beside.Max():N1}, {beside.Count} of them) beside one of 10,000; managed memory at most {memory.Managed / 1048576.0:N0} MiB");
    }

    private static async Task ResumeAsync(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("omua-flood-").FullName;
        using (var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(Flood).Assembly.Location, "interrupted", folder, $"{runs}"]) { RedirectStandardOutput = true })!)
        {
            if (await child.StandardOutput.ReadLineAsync() != "ready")
            {
                throw new InvalidOperationException("The process that was to be killed did not come so far.");
            }

            child.Kill();
            await child.WaitForExitAsync();
        }

        var again = 0;
        var agent = new FakeAgent("worker", (task, _, _) =>
        {
            Interlocked.Add(ref again, Number(task) < DoneBeforeTheKill ? 1 : 0);
            return Task.FromResult(TaskResult.Completed(task, []));
        });
        var agents = new Dictionary<string, IAgent> { ["worker"] = agent };
        using var memory = new PeakMemory();
        var watch = Stopwatch.StartNew();
        await using (var file = new SqliteStore(folder))
        {
            var store = await file.OpenAsync();
            var engine = Engine(store);
            var found = await new OpenRuns(store).ToTakeUpAsync();
            var listed = watch.Elapsed.TotalSeconds;
            var states = new List<RunState>();
            await Parallel.ForEachAsync(found, new ParallelOptions { MaxDegreeOfParallelism = TakenUpAtOnce }, async (run, token) =>
            {
                var state = await engine.TakeUpAsync(run, agents, new ContextData { RunId = run, StartedAt = DateTimeOffset.UnixEpoch }, cancellationToken: token);
                lock (states)
                {
                    states.Add(state);
                }
            });
            var seconds = watch.Elapsed.TotalSeconds;
            Require(states);
            if (states.Count != runs || again > 0)
            {
                throw new InvalidOperationException($"{states.Count} of {runs} runs were taken up, and {again} tasks that were done were done again.");
            }

            Console.WriteLine($"{runs:N0} runs whose process was killed with half of their tasks done: found after {listed:N2} s, all at their end after {seconds:N1} s ({TakenUpAtOnce} at once); managed memory at most {memory.Managed / 1048576.0:N0} MiB");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<double>> SmallAsync(RunEngine engine, IAgent agent, string name, Func<bool> goesOn)
    {
        var times = new List<double>();
        for (var number = 0; number < 50 && goesOn(); number++)
        {
            var watch = Stopwatch.StartNew();
            Require([await engine.ExecuteAsync(Request($"{name}{number}", Tasks, agent))]);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static RunEngine Engine(IStorageBackend store) => new(store, new EngineOptions { PlanLimits = new PlanLimits(1_000_000, 1_000_000) }, TimeProvider.System, NullLogger.Instance);

    private static FakeAgent Empty() => new("worker", (task, _, _) => Task.FromResult(TaskResult.Completed(task, [])));

    private static RunRequest Request(string run, int tasks, IAgent agent) => new()
    {
        RunId = run, Plan = new Plan { Source = "rules", Tasks = GraphShapes.Of("wide", tasks) }, Agents = new Dictionary<string, IAgent> { ["worker"] = agent },
        Context = new ContextData { RunId = run, StartedAt = DateTimeOffset.UnixEpoch },
    };

    private static int Number(TaskSpec task) => int.Parse(task.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Require(IEnumerable<RunState> states)
    {
        foreach (var state in states.Where(state => state.Status != RunStatus.Completed))
        {
            throw new InvalidOperationException($"Run {state.RunId} is {state.Status}.");
        }
    }
}
