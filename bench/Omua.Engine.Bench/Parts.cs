using System.Diagnostics;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Engine.Bench;

/// <summary>Where the time of an empty task goes: deciding, writing events out, putting them into a store in memory, calling the agent.</summary>
internal static class Parts
{
    public static async Task RunAsync(int count, int limit, int rounds)
    {
        var tasks = GraphShapes.Of("wide", count);
        for (var round = 0; round < rounds; round++)
        {
            var isLast = round == rounds - 1;
            var decided = Decided(tasks, limit, isLast);
            var commits = Written(decided, isLast);
            await StoredAsync(commits, isLast);
            await CalledAsync(tasks, isLast);
        }
    }

    private static List<List<RunEvent>> Decided(IReadOnlyList<TaskSpec> tasks, int limit, bool isShown)
    {
        var state = new RunState("bench");
        var turns = new List<List<RunEvent>>();
        var commands = new List<RunCommand>();
        var results = tasks.Select(task => TaskResult.Completed(task, [])).ToDictionary(result => result.TaskId);
        using var part = new Part("decide and fold", tasks.Count, isShown);
        var events = new List<RunEvent>();
        RunDecider.Decide(state, new RunSignal(RunSignalKind.Start, DateTimeOffset.UnixEpoch) { Terms = Terms(tasks, limit) }, events, commands);
        turns.Add(events);
        while (!state.IsOver)
        {
            var started = commands.Where(command => command.Kind == RunCommandKind.StartAttempt).ToList();
            commands.Clear();
            events = [];
            foreach (var command in started)
            {
                RunDecider.Decide(state, new RunSignal(RunSignalKind.AttemptCompleted, DateTimeOffset.UnixEpoch) { TaskId = command.TaskId, Attempt = command.Attempt, Result = results[command.TaskId!] }, events, commands);
            }

            turns.Add(events);
        }

        return turns;
    }

    private static List<JournalAppend> Written(List<List<RunEvent>> turns, bool isShown)
    {
        var state = new RunState("bench");
        turns.ForEach(turn => turn.ForEach(state.Apply));
        var commits = new List<JournalAppend>();
        var sequence = 0L;
        using var part = new Part("write events out", state.Tasks.Count, isShown);
        foreach (var turn in turns)
        {
            commits.Add(RunWriter.Commit(state, sequence, turn));
            sequence += turn.Count;
        }

        return commits;
    }

    private static async Task StoredAsync(List<JournalAppend> commits, bool isShown)
    {
        var store = new MemoryStorage(TimeProvider.System);
        using var part = new Part("append in memory", commits.Sum(commit => commit.Events.Count) / 2, isShown);
        foreach (var commit in commits)
        {
            await store.AppendAsync(commit);
        }
    }

    private static async Task CalledAsync(IReadOnlyList<TaskSpec> tasks, bool isShown)
    {
        var left = tasks.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runner = new AttemptRunner(
            new Dictionary<string, IAgent> { ["worker"] = new FakeAgent("worker", (task, _, _) => Task.FromResult(TaskResult.Completed(task, []))) },
            new ContextData { RunId = "bench", StartedAt = DateTimeOffset.UnixEpoch }, new EngineOptions(), TimeProvider.System,
            _ => Interlocked.Decrement(ref left), _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    done.SetResult();
                }
            });
        using var part = new Part("call the agent", tasks.Count, isShown);
        foreach (var task in tasks)
        {
            runner.Start(new AttemptOrder("bench", task, 1, null, PreviousResults.None));
        }

        await done.Task;
    }

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks, int limit) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = limit, Retries = 0,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };

    private sealed class Part(string name, int count, bool isShown) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly long _bytes = GC.GetTotalAllocatedBytes();
        private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;

        public void Dispose()
        {
            if (isShown)
            {
                Console.WriteLine($"{name,-18} {Stopwatch.GetElapsedTime(_began).TotalMicroseconds / count,8:N2} us  processor {(Environment.CpuUsage.TotalTime - _processor).TotalMicroseconds / count,8:N2} us  {(GC.GetTotalAllocatedBytes() - _bytes) / count,8:N0} bytes a task");
            }
        }
    }
}
