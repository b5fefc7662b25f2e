using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>
/// What happens next in a run: (state, signal) to (events, commands). Pure: no I/O, no clock, no threads, no randomness, so that every runtime decides alike
/// and a test can try any order of the world.
/// </summary>
internal static class RunDecider
{
    public static RunDecision Decide(RunState state, RunSignal signal)
    {
        var turn = new RunTurn(state, signal.At);
        if (!state.IsOver)
        {
            Take(turn, signal);
            CancelWhatMustEnd(turn);
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
                foreach (var lost in turn.State.Tasks.Where(task => task.Status == TaskStatus.Running))
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
        var task = turn.State.ById[signal.TaskId!];
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
            turn.AddTask(RunEventKind.TaskCancelled, task, turn.State.CancelReason ?? signal.Reason);
        }
        else if (signal.IsRetryable && turn.State.CancelReason is null && task.Failures < (task.Spec.Retries ?? turn.State.Terms!.Retries))
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

    private static void CancelWhatMustEnd(RunTurn turn)
    {
        var state = turn.State;
        var failed = state.Terms!.FailurePolicy == FailurePolicy.FailFast
            ? state.Tasks.FirstOrDefault(task => task.Status == TaskStatus.Failed)
            : null;
        var reason = state.CancelReason ?? (failed is null ? null : $"{failed.Spec.Id} failed");
        if (reason is null)
        {
            return;
        }

        foreach (var task in state.Tasks)
        {
            if (task.Status == TaskStatus.Pending)
            {
                turn.AddTask(RunEventKind.TaskCancelled, task, reason);
            }
            else if (task.Status == TaskStatus.Running)
            {
                turn.Command(new RunCommand(RunCommandKind.CancelAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts });
            }
        }
    }

    private static void SkipWhatCannotStart(RunTurn turn)
    {
        if (turn.State.Terms!.FailurePolicy == FailurePolicy.Continue)
        {
            return;
        }

        bool changed;
        do
        {
            changed = false;
            foreach (var task in turn.State.Tasks.Where(task => task.Status == TaskStatus.Pending))
            {
                var broken = task.Spec.Dependencies.Select(id => turn.State.ById[id])
                    .FirstOrDefault(on => on.IsOver && on.Status != TaskStatus.Completed);
                if (broken is not null)
                {
                    turn.AddTask(RunEventKind.TaskSkipped, task, $"{broken.Spec.Id} was {WireNames.Of(broken.Status)}");
                    changed = true;
                }
            }
        }
        while (changed);
    }

    private static void StartWhatIsReady(RunTurn turn)
    {
        var state = turn.State;
        var free = state.Terms!.MaxParallel - state.Tasks.Count(task => task.Status == TaskStatus.Running);
        var ready = state.Tasks.Where(task => task.Status == TaskStatus.Pending && task.Spec.Dependencies.All(id => state.ById[id].IsOver)).ToList();
        foreach (var task in ready.Where(task => task.NotBefore is null || task.NotBefore <= turn.At).OrderByDescending(task => task.Spec.Priority).Take(Math.Max(0, free)))
        {
            turn.AddTask(RunEventKind.TaskStarted, task, attempt: task.Attempts + 1);
            turn.Command(new RunCommand(RunCommandKind.StartAttempt) { TaskId = task.Spec.Id, Attempt = task.Attempts + 1 });
        }

        if (ready.Where(task => task.NotBefore > turn.At).Min(task => task.NotBefore) is { } next)
        {
            turn.Command(new RunCommand(RunCommandKind.WakeAt) { At = next });
        }
    }

    private static void EndWhenAllIsOver(RunTurn turn)
    {
        var tasks = turn.State.Tasks;
        if (!tasks.All(task => task.IsOver))
        {
            return;
        }

        // A run that a person ended is cancelled only if that cost it a task; one that was already done stays done.
        var kind = turn.State.CancelReason is not null && tasks.Any(task => task.Status == TaskStatus.Cancelled) ? RunEventKind.RunCancelled
            : tasks.Any(task => task.Status != TaskStatus.Completed) ? RunEventKind.RunFailed
            : RunEventKind.RunCompleted;
        turn.Add(new RunEvent(kind, turn.At));
    }
}
