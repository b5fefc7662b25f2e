using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Engine.Bench;

/// <summary>What it takes to admit a plan: checked, hashed, folded, its first tasks started, and the commit written out; and what a task costs that waits.</summary>
internal static class Admission
{
    private const int Tasks = 10_000;
    private const int Waiting = 100_000;

    public static async Task RunAsync(int rounds)
    {
        var milliseconds = new List<double>();
        for (var round = 0; round <= rounds * 4; round++)
        {
            var tasks = GraphShapes.Of("random", Tasks);
            var sample = await Sample.OfAsync(() => Task.FromResult(Admit(tasks)));
            if (round > rounds)
            {
                milliseconds.Add(sample.Wall.TotalMilliseconds);
            }
        }

        Console.WriteLine($"admission of {Tasks:N0} tasks (random graph): median {milliseconds.Order().ElementAt(milliseconds.Count / 2):N1} ms ({milliseconds.Min():N1}..{milliseconds.Max():N1})");
        var plan = GraphShapes.Of("random", Waiting);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var state = new RunState("bench");
        state.Apply(new RunEvent(RunEventKind.RunStarted, DateTimeOffset.UnixEpoch) { Terms = Terms(plan) });
        Console.WriteLine($"memory of a task that waits, beside its own description: {(GC.GetTotalMemory(forceFullCollection: true) - before) / Waiting:N0} bytes");
        GC.KeepAlive(state);
    }

    private static int Admit(IReadOnlyList<TaskSpec> tasks)
    {
        if (PlanCheck.Check(tasks, ["worker"], new PlanLimits(Tasks, Tasks)).Count > 0)
        {
            throw new InvalidOperationException("The plan is refused.");
        }

        var state = new RunState("bench");
        var started = RunDecider.Decide(state, new RunSignal(RunSignalKind.Start, DateTimeOffset.UnixEpoch) { Terms = Terms(tasks) with { PlanHash = PlanHash.Of(tasks) } });
        return RunWriter.Commit(state, 0, started.Events).Events.Count;
    }

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = 10, Retries = 0,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };
}
