using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>
/// What happens next in a run: (state, signal) to (events, commands), and the state advanced by these events. No I/O, no clock, no threads, no randomness: the same
/// journal and the same signal give the same decision, so that every runtime decides alike and a test can try any order of the world.
/// </summary>
internal static class RunDecider
{
    public static RunDecision Decide(RunState state, RunSignal signal)
    {
        var turn = new RunTurn(state, signal.At);
        if (!state.IsOver)
        {
            var wasEnding = state.EndReason is not null;
            Take(turn, signal);
            CancelWhatMustEnd(turn, wasEnding);
            SkipWhatCannotStart(turn);
            StartWhatIsReady(turn);
            EndWhenAllIsOver(turn);
        }

        return turn.ToDecision();
    }

    private static void Take(RunTurn turn, RunSignal signal)
    {
        switch (signal.Kind)
        {
            case RunSignalKind.Start:
                turn.Add(new RunEvent(RunEventKind.RunStarted, signal.At) { Terms = signal.Terms });
                break;
            case RunSignalKind.Resume:
                turn.Add(new RunEvent(RunEventKind.RunResumed, signal.At));
                foreach (var lost in turn.State.Tasks.Running.ToList())
                {
                    turn.AddTask(RunEventKind.TaskLost, lost, "the process that ran it ended");
                }

                break;
            case RunSignalKind.Cancel when turn.State.CancelReason is null:
                turn.Add(new RunEvent(RunEventKind.CancelRequested, signal.At) { Reason = signal.Reason });
                break;
            case RunSignalKind.AttemptCompleted or RunSignalKind.AttemptFailed or RunSignalKind.AttemptCancelled:
                EndAttempt(turn, signal);
                break;
        }
    }

    private static void EndAttempt(RunTurn turn, RunSignal signal)
    {
        // The attempt number is the fence: what an abandoned attempt says later is not heard.
        var task = turn.State.Tasks[signal.TaskId!];
        if (task.Status != TaskStatus.Running || task.Attempts != signal.Attempt)
        {
            return;
        }

        if (signal.Kind == RunSignalKind.AttemptCompleted)
        {
            turn.AddTask(RunEventKind.TaskCompleted, task, result: signal.Result);
        }
        else if (signal.Kind == RunSignalKind.AttemptCancelled)
        {
            turn.AddTask(RunEventKind.TaskCancelled, task, turn.State.EndReason ?? signal.Reason);
        }
        else if (signal.IsRetryable && turn.State.EndReason is null && task.Failures < (task.Spec.Retries ?? turn.State.Terms!.Retries))
        {
            turn.AddTask(RunEventKind.TaskRetrying, task, signal.Reason, notBefore: signal.At + Backoff(turn.State.Terms!, task.Failures, signal.Jitter));
        }
        else
        {
            turn.AddTask(RunEventKind.TaskFailed, task, signal.Reason, signal.Result);
        }
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
            foreach (var task in tasks.Running)
            {
                turn.Command(new RunCommand(RunCommandKind.CancelAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts });
            }
        }
    }

    private static void SkipWhatCannotStart(RunTurn turn)
    {
        while (turn.State.Tasks.NextDoomed() is { } doomed)
        {
            turn.AddTask(RunEventKind.TaskSkipped, doomed.Task, $"{doomed.Cause.Spec.Id} was {WireNames.Of(doomed.Cause.Status)}");
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
            turn.AddTask(RunEventKind.TaskStarted, task, attempt: task.Attempts + 1);
            turn.Command(new RunCommand(RunCommandKind.StartAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts + 1 });
        }

        if (tasks.NextMoment is { } next && next > turn.At)
        {
            turn.Command(new RunCommand(RunCommandKind.WakeAt) { At = next });
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
