using System.Text.Json.Nodes;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>
/// One call of an agent, from its start to the signal that says how it ended. It ends once: by its outcome, or by being abandoned where it does not stop in time; what it
/// says after that is not heard.
/// </summary>
internal sealed class Attempt(AttemptRunner runner, AttemptOrder order) : IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _stop = new();
    private AttemptLimits? _limits;
    private string? _told;
    private bool _isCancelled;
    private long _abandonAtTicks = TimeSpan.MaxValue.Ticks;
    private int _hasEnded;

    public string TaskId => order.Task.Id;

    public string AgentType => order.Task.AgentType;

    /// <summary>When to look at it again.</summary>
    public TimeSpan NextLook => Volatile.Read(ref _told) is null ? _limits?.Next ?? TimeSpan.MaxValue : TimeSpan.FromTicks(Volatile.Read(ref _abandonAtTicks));

    /// <summary>Begins on a thread of the pool: an agent that blocks before its first await must not escape its limit.</summary>
    public void Queue()
    {
        if (Volatile.Read(ref _hasEnded) != 0)
        {
            return;
        }

        _limits = new AttemptLimits(order, runner.Options.TaskTimeout, runner.Watch.Now, runner.Time);
        runner.Watch.LookAt(_limits.Next);
        if (!AttemptThread.Take(this))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var attempt = this; attempt is not null; attempt = AttemptThread.Next())
        {
            _ = attempt.RunAsync();
        }
    }

    /// <summary>Tells it to stop; where it does not within the grace period it is abandoned.</summary>
    public void Cancel()
    {
        Volatile.Write(ref _isCancelled, true);
        if (_limits is null)
        {
            // It still waits for a slot that other runs have.
            End(AttemptOutcome.Cancelled(order, "cancelled", runner.Time), mayRunOn: false);
            return;
        }

        Tell("cancelled");
    }

    public void Look(TimeSpan now)
    {
        if (Volatile.Read(ref _told) is { } told)
        {
            if (now.Ticks >= Volatile.Read(ref _abandonAtTicks))
            {
                End(Stopped($"{told}; it did not stop in time and was abandoned"), mayRunOn: false);
            }
        }
        else if (_limits!.Passed(now) is { } passed)
        {
            Tell(passed);
        }
    }

    private void Tell(string why)
    {
        if (Interlocked.CompareExchange(ref _told, why, null) is not null)
        {
            return;
        }

        var abandonAt = runner.Watch.Now + runner.Options.CancelGrace;
        Volatile.Write(ref _abandonAtTicks, abandonAt.Ticks);

        // What a plugin hangs on its token runs on the pool, and cannot hold the run up.
        _ = _stop.CancelAsync();
        runner.Watch.LookAt(abandonAt);
    }

    private async Task RunAsync()
    {
        var activity = EngineActivity.Attempt(runner.Activity, order.RunId, order.Task, order.Attempt);
        RunSignal outcome;
        var isOwnThread = false;
        try
        {
            var work = runner.Agents[order.Task.AgentType].ExecuteAsync(OwnSpec(), OwnContext(), _stop.Token);
            isOwnThread = work.IsCompleted;
            outcome = AttemptOutcome.Of(order, await work.ConfigureAwait(false), runner.Agents, runner.Time);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            outcome = Stopped(Volatile.Read(ref _told)!);
        }
        catch (Exception exception)
        {
            // The runner of a task is one of the three borders: whatever an agent throws is a failed attempt.
            outcome = AttemptOutcome.Of(order, exception, runner.Time);
        }

        EngineActivity.End(activity, outcome);
        End(outcome, isOwnThread);
    }

    private void End(RunSignal outcome, bool mayRunOn)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            runner.Ended(this, outcome, mayRunOn);
        }
    }

    private RunSignal Stopped(string why) => Volatile.Read(ref _isCancelled)
        ? AttemptOutcome.Cancelled(order, why, runner.Time)
        : AttemptOutcome.Failed(order, why, isRetryable: true, runner.Time);

    private TaskSpec OwnSpec() => order.Task.Parameters.Count == 0 ? order.Task with { Parameters = [] } : order.Task with { Parameters = (JsonObject)order.Task.Parameters.DeepClone() };

    private ContextData OwnContext() => runner.Context with
    {
        PreviousResults = order.Previous,
        Parameters = runner.Context.Parameters.Count == 0 ? [] : (JsonObject)runner.Context.Parameters.DeepClone(),
        Attempt = new TaskAttempt(order.Attempt, $"{order.RunId}/{TaskId}") { OnBeat = order.Task.HeartbeatTimeout is null ? null : Beat },
    };

    private void Beat() => _limits!.Heard(runner.Watch.Now);
}
