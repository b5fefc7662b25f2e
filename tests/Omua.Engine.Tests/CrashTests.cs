using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Tests;

/// <summary>A process that dies: what was under way is tried again, and the one task that kills it is found without blaming the others.</summary>
public sealed class CrashTests
{
    private const string Poison = "t9";

    [Fact]
    public void Resume_OnePoisonTaskAmongSixteen_ExactlyThatOneIsConvicted()
    {
        var tasks = GraphShapes.Of("wide", 17);
        var journal = new List<RunEvent>();
        var state = new RunState("run");
        Decide(state, journal, new RunSignal(RunSignalKind.Start, Now) { Terms = Terms(tasks, parallel: 17) });
        for (var death = 1; !state.IsOver; death++)
        {
            Assert.True(death < 30, "the run does not end");

            // The process works until the poison task is under way with whatever else is; then it dies, and another folds its journal.
            while (!state.IsOver && state.Tasks[Poison].Status != TaskStatus.Running)
            {
                var next = state.Tasks.UnderWay.First();
                Decide(state, journal, new RunSignal(RunSignalKind.AttemptCompleted, Now) { TaskId = next.Spec.Id, Attempt = next.Attempts });
            }

            if (!state.IsOver && state.Tasks[Poison].Status == TaskStatus.Running)
            {
                state = new RunState("run");
                journal.ForEach(state.Apply);
                Decide(state, journal, new RunSignal(RunSignalKind.Resume, Now));
            }
        }

        Assert.Equal([Poison], state.Tasks.All.Where(task => task.Status == TaskStatus.Failed).Select(task => task.Spec.Id));
        Assert.StartsWith("parked: the process died 3 times while it ran", state.Tasks[Poison].Error, StringComparison.Ordinal);
        Assert.Equal(16, state.Tasks.Of(TaskStatus.Completed));
        Assert.All(state.Tasks.All.Where(task => task.Spec.Id != Poison), task => Assert.Equal(0, task.Failures));
    }

    [Fact]
    public void Resume_Suspects_RunOneAtATimeAndBeforeTheOthers()
    {
        var journal = new List<RunEvent>();
        var state = new RunState("run");
        Decide(state, journal, new RunSignal(RunSignalKind.Start, Now) { Terms = Terms(GraphShapes.Of("wide", 6), parallel: 3) });
        Decide(state, journal, new RunSignal(RunSignalKind.Resume, Now));
        Assert.Equal(3, state.Tasks.Of(TaskStatus.Running));
        Decide(state, journal, new RunSignal(RunSignalKind.Resume, Now));
        foreach (var suspect in new[] { "t0", "t1", "t2" })
        {
            Assert.Equal([suspect], state.Tasks.UnderWay.Select(task => task.Spec.Id));
            Decide(state, journal, new RunSignal(RunSignalKind.AttemptCompleted, Now) { TaskId = suspect, Attempt = 3 });
        }

        Assert.Equal(["t3", "t4", "t5"], state.Tasks.UnderWay.Select(task => task.Spec.Id));
    }

    [Fact]
    public void Losses_SpendNoRetryAndAnOutcomeClearsTheSuspicion()
    {
        var journal = new List<RunEvent>();
        var state = new RunState("run");
        Decide(state, journal, new RunSignal(RunSignalKind.Start, Now) { Terms = Terms(GraphShapes.Of("wide", 1), parallel: 1) });
        Decide(state, journal, new RunSignal(RunSignalKind.Release, Now), mayStart: false);
        Assert.Equal((0, 1, 0), Counts(state));
        Decide(state, journal, new RunSignal(RunSignalKind.Resume, Now));
        Decide(state, journal, new RunSignal(RunSignalKind.Resume, Now));
        Assert.Equal((0, 2, 1), Counts(state));
        Decide(state, journal, new RunSignal(RunSignalKind.AttemptFailed, Now) { TaskId = "t0", Attempt = 3, IsRetryable = true, Reason = "not yet" });
        Assert.Equal((1, 2, 0), Counts(state));
        Assert.NotEqual(TaskStatus.Failed, state.Tasks["t0"].Status);

        static (int, int, int) Counts(RunState state) => (state.Tasks["t0"].Failures, state.Tasks["t0"].Losses, state.Tasks["t0"].Crashes);
    }

    private static DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    private static void Decide(RunState state, List<RunEvent> journal, RunSignal signal, bool mayStart = true) => journal.AddRange(RunDecider.Decide(state, signal, mayStart).Events);

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks, int parallel) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = parallel, Retries = 1,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };
}
