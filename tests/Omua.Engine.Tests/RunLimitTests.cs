using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Limits of a whole run, of the wait for a slot, of a plan's depth; priorities.</summary>
public sealed class RunLimitTests
{
    private readonly RunState _state = new(RunId);

    [Fact]
    public void Timeout_Passed_CancelsWhatIsOpenAndEndsTheRunAsFailed()
    {
        var started = Decide(RunSignalKind.Start, 0, Terms([Spec("a"), Spec("b", "a")]) with { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Contains(started.Commands, command => command.Kind == RunCommandKind.WakeAt && command.At == At(30));
        Assert.Empty(Decide(RunSignalKind.Tick, 29).Events);

        var passed = Decide(RunSignalKind.Tick, 30);

        Assert.Equal([RunEventKind.RunTimedOut, RunEventKind.TaskCancelled], passed.Events.Select(@event => @event.Kind));
        Assert.Equal(["a"], passed.Commands.Where(command => command.Kind == RunCommandKind.CancelAttempt).Select(command => command.TaskId));
        Decide(new RunSignal(RunSignalKind.AttemptCancelled, At(31)) { TaskId = "a", Attempt = 1 });
        Assert.Equal(RunStatus.Failed, _state.Status);
        Assert.Contains("limit of 30 s", _state.Tasks["b"].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_OfARunThatWaitsForAPerson_StandsAsATimerInTheStore()
    {
        var ground = new EngineGround(FakeAgent.Completing()) { Options = new EngineOptions { RunTimeout = TimeSpan.FromMilliseconds(1) } };
        var state = await ground.ExecuteAsync(Spec("a") with { Approval = "Spend it?" });
        Assert.False(state.IsOver);
        Assert.Equal(["timeout"], (await ground.Storage.TimersAsync(RunId, TestContext.Current.CancellationToken)).Select(timer => timer.Id));

        while ((await new Running.OpenRuns(ground.Storage).ToTakeUpAsync(TestContext.Current.CancellationToken)).Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(RunStatus.Failed, (await ground.TakeUpAsync()).Status);
        Assert.Empty(await ground.Storage.TimersAsync(RunId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void StartTimeout_Passed_FailsTheTaskWithoutAnAttempt()
    {
        Decide(RunSignalKind.Start, 0, Terms([Spec("a"), Spec("late") with { StartTimeout = TimeSpan.FromSeconds(10) }, Spec("after", "late")], parallel: 1));
        Decide(RunSignalKind.Tick, 10);
        Assert.Equal((TaskStatus.Failed, 0), (_state.Tasks["late"].Status, _state.Tasks["late"].Attempts));
        Assert.Contains("waited for a slot for longer than its limit of 10 s", _state.Tasks["late"].Error, StringComparison.Ordinal);
        Assert.Equal(TaskStatus.Skipped, _state.Tasks["after"].Status);
        Assert.Equal(TaskStatus.Running, _state.Tasks["a"].Status);
    }

    [Fact]
    public void StartTimeout_BegunInTime_DoesNotEndARetryThatWaits()
    {
        Decide(RunSignalKind.Start, 0, Terms([Spec("a") with { StartTimeout = TimeSpan.FromSeconds(1), Retries = 1 }]) with { RetryDelay = TimeSpan.FromSeconds(60), RetryDelayMax = TimeSpan.FromSeconds(60) });
        Decide(new RunSignal(RunSignalKind.AttemptFailed, At(0)) { TaskId = "a", Attempt = 1, IsRetryable = true, Jitter = 0.9, Reason = "not yet" });
        Decide(RunSignalKind.Tick, 30);
        Assert.Equal(TaskStatus.Pending, _state.Tasks["a"].Status);
    }

    [Fact]
    public void Priority_HigherGoesFirst_ButAMinuteOfWaitingOutweighsAStep()
    {
        Decide(RunSignalKind.Start, 0, Terms([Spec("first"), Spec("low"), Spec("high") with { Priority = 2 }], parallel: 1));
        Assert.Equal(["high"], Started());

        // Urgent ones keep coming, each by what the one before planned: the low one has its turn all the same.
        var seconds = 0;
        for (var round = 0; _state.Tasks["low"].Status == TaskStatus.Pending; round++)
        {
            Assert.True(round < 20, "the task that is not urgent never starts");
            seconds += 30;
            var running = _state.Tasks.UnderWay.Single();
            Decide(new RunSignal(RunSignalKind.AttemptCompleted, At(seconds))
            {
                TaskId = running.Spec.Id, Attempt = 1, Result = TaskResult.Completed(running.Spec, []) with { Tasks = [Spec($"urgent{round}") with { Priority = 3 }] },
            });
        }

        Assert.InRange(seconds, 180, 300);
    }

    [Fact]
    public void Check_OverDeepPlan_IsRefusedAndNamesWhereItIsDeepest()
    {
        var limits = new PlanLimits(100, 10);
        Assert.Empty(PlanCheck.Check(GraphShapes.Of("chain", 10), ["worker"], limits));
        var fault = Assert.Single(PlanCheck.Check(GraphShapes.Of("chain", 11), ["worker"], limits));
        Assert.Equal(FaultCodes.PlanTooDeep, fault.Code);
        Assert.Contains("11 tasks wait for each other in a row, up to 't10'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PlanTooLarge, Assert.Single(PlanCheck.Check(GraphShapes.Of("wide", 101), ["worker"], limits)).Code);
    }

    [Fact]
    public void Check_SeveralFaults_NamesAllOfThem()
    {
        var faults = PlanCheck.Check([Spec("a", "b"), Spec("b", "a"), Spec("c", "ghost"), Spec("d"), Spec("d"), Spec("e") with { AgentType = "nobody" }], ["worker"]);
        Assert.Equal(
            [FaultCodes.DuplicateTask, FaultCodes.CyclicPlan, FaultCodes.TaskWithoutAgent, FaultCodes.UnknownDependency],
            faults.Select(fault => fault.Code).Order(StringComparer.Ordinal));
    }

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    private IEnumerable<string> Started() => _state.Tasks.UnderWay.Select(task => task.Spec.Id);

    private RunDecision Decide(RunSignalKind kind, int seconds, RunTerms? terms = null) => Decide(new RunSignal(kind, At(seconds)) { Terms = terms });

    private RunDecision Decide(RunSignal signal) => RunDecider.Decide(_state, signal);

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks, int parallel = 4) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = parallel, Retries = 0,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };
}
