using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Tests;

/// <summary>Attempts on other machines than their run: lost one by one, or alive when the run is taken up elsewhere.</summary>
public sealed class LostAttemptTests
{
    private readonly RunState _state = new("run");

    [Fact]
    public void Resume_AttemptAliveElsewhere_IsNotStartedAgain()
    {
        Start(tasks: 3, parallel: 2);
        var decision = Decide(new RunSignal(RunSignalKind.Resume, Now) { Alive = new HashSet<string> { "t1" } });
        Assert.Equal(["t0"], decision.Events.Where(@event => @event.Kind == RunEventKind.TaskLost).Select(@event => @event.TaskId));
        Assert.Equal([("t0", 2)], Started(decision));
        Decide(new RunSignal(RunSignalKind.AttemptCompleted, Now) { TaskId = "t1", Attempt = 1 });
        Assert.Equal((TaskStatus.Completed, 1, 0), (_state.Tasks["t1"].Status, _state.Tasks["t1"].Attempts, _state.Tasks["t1"].Losses));
    }

    [Fact]
    public void AttemptLost_MachineStopped_StartsAgainAndSpendsNoRetry()
    {
        Start(tasks: 1, parallel: 1);
        for (var loss = 1; loss <= 5; loss++)
        {
            var decision = Decide(new RunSignal(RunSignalKind.AttemptLost, Now) { TaskId = "t0", Attempt = loss, Reason = "the machine stopped" });
            Assert.Equal([("t0", loss + 1)], Started(decision));
        }

        Assert.Equal((0, 5, 0), (_state.Tasks["t0"].Failures, _state.Tasks["t0"].Losses, _state.Tasks["t0"].Crashes));
    }

    [Fact]
    public void AttemptLost_OfAnEarlierAttempt_IsNotHeard()
    {
        Start(tasks: 1, parallel: 1);
        Decide(new RunSignal(RunSignalKind.AttemptLost, Now) { TaskId = "t0", Attempt = 1 });
        Assert.Empty(Decide(new RunSignal(RunSignalKind.AttemptLost, Now) { TaskId = "t0", Attempt = 1, IsCrash = true }).Events);
        Assert.Equal(2, _state.Tasks["t0"].Attempts);
    }

    [Fact]
    public void AttemptLost_CancelledRun_EndsTheTaskAsCancelled()
    {
        Start(tasks: 1, parallel: 1);
        Decide(new RunSignal(RunSignalKind.Cancel, Now) { Reason = "enough" });
        Decide(new RunSignal(RunSignalKind.AttemptLost, Now) { TaskId = "t0", Attempt = 1, IsCrash = true });
        Assert.Equal((RunStatus.Cancelled, TaskStatus.Cancelled), (_state.Status, _state.Tasks["t0"].Status));
    }

    private static DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    private RunDecision Decide(RunSignal signal) => RunDecider.Decide(_state, signal);

    private static IEnumerable<(string?, int)> Started(RunDecision decision) =>
        decision.Commands.Where(command => command.Kind == RunCommandKind.StartAttempt).Select(command => (command.TaskId, command.Attempt));

    private void Start(int tasks, int parallel) => Decide(new RunSignal(RunSignalKind.Start, Now)
    {
        Terms = new RunTerms
        {
            PlanSource = "rules", PlanHash = "", Tasks = GraphShapes.Of("wide", tasks), DryRun = true, MaxParallel = parallel, Retries = 0,
            RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
        },
    });
}
