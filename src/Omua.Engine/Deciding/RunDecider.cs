using Omua.Engine.Journal;
using Omua.Engine.Planning;

namespace Omua.Engine.Deciding;

/// <summary>
/// What happens next in a run: (state, signal) to (events, commands), and the state advanced by these events. No I/O, no clock, no threads, no randomness: the same
/// journal and the same signal give the same decision, so that every runtime decides alike and a test can try any order of the world.
/// </summary>
internal static class RunDecider
{
    private const int MostDoublings = 30;

    /// <param name="state">The fold so far; advanced by the events of the decision.</param>
    /// <param name="signal">What has happened.</param>
    /// <param name="mayStart">Whether this runtime can carry out attempts; one that only records an answer, or that is about to stop, cannot.</param>
    public static RunDecision Decide(RunState state, RunSignal signal, bool mayStart = true)
    {
        var (events, commands) = (new List<RunEvent>(), new List<RunCommand>());
        Decide(state, signal, events, commands, mayStart);
        return new RunDecision(events, commands);
    }

    /// <summary>The same, added to what other signals of the turn have led to.</summary>
    public static void Decide(RunState state, RunSignal signal, List<RunEvent> events, List<RunCommand> commands, bool mayStart = true)
    {
        var turn = new RunTurn(state, signal.At, events, commands);
        if (state.IsOver && !(signal.Kind == RunSignalKind.Reopen && CanReopen(state, signal.TaskId)))
        {
            return;
        }

        var wasEnding = state.EndReason is not null;
        Take(turn, signal);
        if (state.DueAt <= signal.At)
        {
            turn.Add(new RunEvent(RunEventKind.RunTimedOut, signal.At) { Reason = $"the run took longer than its limit of {state.Terms!.Timeout!.Value.TotalSeconds:0.###} s" });
        }

        CancelWhatMustEnd(turn, wasEnding);
        FailWhatWaitedTooLong(turn);
        SkipWhatCannotStart(turn);
        AskForApprovals(turn);
        if (mayStart)
        {
            StartWhatIsReady(turn);
        }

        EndWhenAllIsOver(turn);
    }

    /// <summary>Whether there is something in a run that has ended that did not complete: the task, or any.</summary>
    public static bool CanReopen(RunState state, string? taskId) => state.IsOver && (taskId is null
        ? state.Tasks.Of(TaskStatus.Completed) < state.Tasks.Count
        : state.Tasks.Find(taskId) is { Status: not TaskStatus.Completed });

    private static void Take(RunTurn turn, RunSignal signal)
    {
        switch (signal.Kind)
        {
            case RunSignalKind.Start:
                turn.Add(new RunEvent(RunEventKind.RunStarted, signal.At) { Terms = signal.Terms });
                break;
            case RunSignalKind.Resume:
                turn.Add(new RunEvent(RunEventKind.RunResumed, signal.At));
                LoseToACrash(turn, [.. turn.State.Tasks.UnderWay.Where(task => !signal.Alive.Contains(task.Spec.Id))], signal.NotBegun);
                break;
            case RunSignalKind.AttemptLost when turn.State.Tasks.Find(signal.TaskId!) is { Status: TaskStatus.Running } task && task.Attempts == signal.Attempt:
                LoseAttempt(turn, signal, task);
                break;
            case RunSignalKind.Reopen when turn.State.IsOver:
                turn.Add(new RunEvent(RunEventKind.RunReopened, signal.At) { TaskId = signal.TaskId, Reason = signal.Reason });
                break;
            case RunSignalKind.Release:
                foreach (var lost in turn.State.Tasks.UnderWay.ToList())
                {
                    turn.Add(turn.Of(RunEventKind.TaskLost, lost) with { Reason = "the process that ran it was stopped", IsCrash = false });
                    turn.Command(new RunCommand(RunCommandKind.CancelAttempt) { TaskId = lost.Spec.Id, Attempt = lost.Attempts });
                }

                break;
            case RunSignalKind.Approve when Asked(turn, signal) is { } task:
                turn.AddTask(RunEventKind.ApprovalGranted, task, signal.Reason);
                break;
            case RunSignalKind.Reject when Asked(turn, signal) is { } task:
                turn.AddTask(RunEventKind.TaskCancelled, task, signal.Reason);
                break;
            case RunSignalKind.Cancel when turn.State.CancelReason is null:
                turn.Add(new RunEvent(RunEventKind.CancelRequested, signal.At) { Reason = signal.Reason });
                break;
            case RunSignalKind.AttemptCompleted or RunSignalKind.AttemptFailed or RunSignalKind.AttemptCancelled:
                EndAttempt(turn, signal);
                break;
        }
    }

    private static TaskState? Asked(RunTurn turn, RunSignal signal) =>
        turn.State.Tasks.Find(signal.TaskId!) is { Status: TaskStatus.Pending, IsAwaitingApproval: true } task ? task : null;

    /// <summary>
    /// What was under way when the process died is tried again. Which of several tasks killed it cannot be told, so that those that have seen too many deaths run alone;
    /// the one that sees another then is to blame.
    /// </summary>
    private static void LoseToACrash(RunTurn turn, IReadOnlyList<TaskState> lost, IReadOnlySet<string> notBegun)
    {
        var wasAlone = turn.State.Tasks.Of(TaskStatus.Running) == 1;
        foreach (var task in lost)
        {
            if (notBegun.Contains(task.Spec.Id))
            {
                turn.Add(turn.Of(RunEventKind.TaskLost, task) with { Reason = "the machine on which it waited died", IsCrash = false });
            }
            else if (wasAlone && task.Crashes + 1 >= turn.State.Terms!.CrashLimit)
            {
                turn.AddTask(RunEventKind.TaskFailed, task, $"parked: the process died {task.Crashes + 1} times while it ran, the last time while it ran alone");
            }
            else
            {
                turn.Add(turn.Of(RunEventKind.TaskLost, task) with { Reason = "the process that ran it died", IsCrash = true });
            }
        }
    }

    /// <summary>Losses spend no retry, but wait as failures do: a machine that loses one attempt after the other is not asked without end.</summary>
    private static void LoseAttempt(RunTurn turn, RunSignal signal, TaskState task)
    {
        if (signal.IsCrash)
        {
            LoseToACrash(turn, [task], signal.NotBegun);
            return;
        }

        turn.Add(turn.Of(RunEventKind.TaskLost, task) with
        {
            Reason = signal.Reason, IsCrash = false, NotBefore = signal.At + Backoff(turn.State.Terms!, Math.Min(task.Losses, MostDoublings), signal.Jitter),
        });
    }

    private static void EndAttempt(RunTurn turn, RunSignal signal)
    {
        // The attempt number is the fence: what an abandoned attempt says later is not heard.
        var task = turn.State.Tasks[signal.TaskId!];
        if (task.Status != TaskStatus.Running || task.Attempts != signal.Attempt)
        {
            return;
        }

        switch (signal.Kind)
        {
            case RunSignalKind.AttemptCompleted when signal.Result?.Tasks is { Count: > 0 } further && PlanCheck.CheckAdded(further, turn.State.Tasks) is { Count: > 0 } faults:
                turn.AddTask(RunEventKind.TaskFailed, task, $"the tasks that it planned cannot be run: {string.Join(" ", faults.Select(fault => fault.Message))}");
                break;
            case RunSignalKind.AttemptCompleted:
                turn.Add(new RunEvent(RunEventKind.TaskCompleted, turn.At) { TaskId = task.Spec.Id, Attempt = task.Attempts, Result = signal.Result, ResultJson = signal.ResultJson });
                break;
            case RunSignalKind.AttemptCancelled:
                turn.AddTask(RunEventKind.TaskCancelled, task, turn.State.EndReason ?? signal.Reason);
                break;
            case var _ when MayRetry(turn, task, signal, out var notBefore):
                turn.Add(turn.Of(RunEventKind.TaskRetrying, task) with { Reason = signal.Reason, NotBefore = notBefore });
                break;
            default:
                turn.Add(turn.Of(RunEventKind.TaskFailed, task) with { Reason = signal.Reason, Result = signal.Result, ResultJson = signal.ResultJson });
                break;
        }
    }

    private static bool MayRetry(RunTurn turn, TaskState task, RunSignal signal, out DateTimeOffset notBefore)
    {
        var terms = turn.State.Terms!;
        notBefore = signal.At + Backoff(terms, task.Failures, signal.Jitter);
        return signal.IsRetryable && turn.State.EndReason is null && task.Failures < (task.Spec.Retries ?? terms.Retries)
            && !(task.Spec.TotalTimeout is { } total && notBefore - task.StartedAt >= total);
    }

    /// <summary>Full jitter: uniform between 0 and the doubling bound (Brooker, "Exponential Backoff and Jitter", 2015).</summary>
    internal static TimeSpan Backoff(RunTerms terms, int failures, double jitter)
    {
        var bound = Math.Min(terms.RetryDelay.TotalMilliseconds * Math.Pow(2, failures), terms.RetryDelayMax.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(bound * jitter);
    }

    private static void CancelWhatMustEnd(RunTurn turn, bool wasEnding)
    {
        var tasks = turn.State.Tasks;
        if (turn.State.EndReason is not { } reason)
        {
            return;
        }

        if (tasks.Of(TaskStatus.Pending) > 0)
        {
            foreach (var task in tasks.All.Where(task => task.Status == TaskStatus.Pending).ToList())
            {
                turn.AddTask(RunEventKind.TaskCancelled, task, reason);
            }
        }

        if (!wasEnding)
        {
            foreach (var task in tasks.UnderWay)
            {
                turn.Command(new RunCommand(RunCommandKind.CancelAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts });
            }
        }
    }

    private static void FailWhatWaitedTooLong(RunTurn turn)
    {
        while (turn.State.Tasks.NextLate(turn.At) is { } late)
        {
            turn.AddTask(RunEventKind.TaskFailed, late, $"it waited for a slot for longer than its limit of {late.Spec.StartTimeout!.Value.TotalSeconds:0.###} s");
        }
    }

    private static void SkipWhatCannotStart(RunTurn turn)
    {
        while (turn.State.Tasks.NextDoomed() is { } doomed)
        {
            turn.AddTask(RunEventKind.TaskSkipped, doomed.Task, $"{doomed.Cause.Spec.Id} was {WireNames.Of(doomed.Cause.Status)}");
        }
    }

    private static void AskForApprovals(RunTurn turn)
    {
        while (turn.State.Status == RunStatus.Running && turn.State.Tasks.NextToAsk() is { } task)
        {
            turn.AddTask(RunEventKind.ApprovalRequested, task, task.Spec.Approval);
        }
    }

    private static void StartWhatIsReady(RunTurn turn)
    {
        if (turn.State.Status != RunStatus.Running)
        {
            return;
        }

        var tasks = turn.State.Tasks;
        while (tasks.Of(TaskStatus.Running) < turn.State.Terms!.MaxParallel && tasks.NextReady(turn.At) is { } task)
        {
            turn.Add(new RunEvent(RunEventKind.TaskStarted, turn.At) { TaskId = task.Spec.Id, Attempt = task.Attempts + 1 });
            turn.Command(new RunCommand(RunCommandKind.StartAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts + 1 });
        }

        var next = tasks.NextMoment;
        if (turn.State.DueAt is { } due && !(next < due))
        {
            next = due;
        }

        if (next is { } moment && moment > turn.At)
        {
            turn.Command(new RunCommand(RunCommandKind.WakeAt) { At = moment });
        }
    }

    private static void EndWhenAllIsOver(RunTurn turn)
    {
        var tasks = turn.State.Tasks;
        if (!tasks.AreAllOver)
        {
            return;
        }

        // A run that a person ended is cancelled only if that cost it a task; one that was already done stays done.
        var kind = turn.State.CancelReason is not null && tasks.Of(TaskStatus.Cancelled) > 0 ? RunEventKind.RunCancelled
            : tasks.Of(TaskStatus.Completed) < tasks.Count ? RunEventKind.RunFailed
            : RunEventKind.RunCompleted;
        turn.Add(new RunEvent(kind, turn.At));
    }
}
