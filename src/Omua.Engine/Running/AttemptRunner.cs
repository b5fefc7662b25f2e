using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>Calls agents. Each attempt gets a copy of its own of all that could be changed, a deadline, and a token that is really cancelled.</summary>
internal sealed class AttemptRunner(
    IReadOnlyDictionary<string, IAgent> agents, ContextData context, EngineOptions options, TimeProvider time, Action<RunSignal> ended) : IAttempts
{
    private readonly Dictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly Random _jitter = new(context.Seed);

    public void Start(RunState run, TaskState task, int attempt) => Start(AttemptOrder.Of(run, task, attempt));

    public void Start(AttemptOrder order)
    {
        var stop = new CancellationTokenSource();
        lock (_running)
        {
            _running[order.Task.Id] = stop;
        }

        var limits = new AttemptLimits(order, options.TaskTimeout, time, stop.Token);
        var own = context with
        {
            PreviousResults = order.Previous,
            Parameters = (JsonObject)context.Parameters.DeepClone(),
            Attempt = new TaskAttempt(order.Attempt, $"{order.RunId}/{order.Task.Id}") { OnBeat = limits.Beat },
        };
        _ = Task.Run(() => RunAsync(order.Task, own, order.Attempt, limits, stop), CancellationToken.None);
    }

    public void Cancel(string taskId)
    {
        lock (_running)
        {
            if (_running.TryGetValue(taskId, out var stop))
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>None: what ran in a process has ended with it.</summary>
    public Task<IReadOnlySet<string>> AliveAsync(RunState run, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public ValueTask DisposeAsync()
    {
        lock (_running)
        {
            foreach (var stop in _running.Values)
            {
                stop.Cancel();
            }
        }

        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(TaskSpec task, ContextData own, int attempt, AttemptLimits limits, CancellationTokenSource stop)
    {
        var outcome = await OutcomeAsync(task, own, limits, stop.Token).ConfigureAwait(false);
        lock (_running)
        {
            _running.Remove(task.Id);
            outcome = outcome with { TaskId = task.Id, Attempt = attempt, Jitter = _jitter.NextDouble() };
        }

        limits.Dispose();
        stop.Dispose();
        ended(outcome with { At = time.GetUtcNow() });
    }

    private async Task<RunSignal> OutcomeAsync(TaskSpec task, ContextData own, AttemptLimits limits, CancellationToken stop)
    {
        try
        {
            // On the pool: an agent that blocks before its first await must not escape its limit.
            var work = Task.Run(() => agents[task.AgentType].ExecuteAsync(task, own, limits.Token), CancellationToken.None);
            var result = await EndedAsync(work, limits.Token).ConfigureAwait(false);
            return result is null ? Ended(limits, stop, "it did not stop in time and was abandoned") : Judged(task, result);
        }
        catch (OperationCanceledException) when (limits.Token.IsCancellationRequested)
        {
            return Ended(limits, stop, null);
        }
        catch (TaskRejectedException exception)
        {
            return Failed(exception.Message, isRetryable: false);
        }
        catch (FaultException exception)
        {
            var fault = exception.Faults[0];
            return Failed($"{(fault.Place.Length > 0 ? fault.Place + ": " : "")}{fault.Code} {fault.Message}", isRetryable: true);
        }
        catch (Exception exception)
        {
            // The runner of a task is one of the three borders: whatever an agent throws is a failed attempt.
            return Failed($"{exception.GetType().Name}: {exception.Message}", isRetryable: true);
        }
    }

    /// <summary>Waits for the work, and after its token was cancelled for the grace period and no longer. Null when it was abandoned.</summary>
    private async Task<TaskResult?> EndedAsync(Task<TaskResult> work, CancellationToken token)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(told.SetResult);
        if (await Task.WhenAny(work, told.Task).ConfigureAwait(false) != work
            && await Task.WhenAny(work, Task.Delay(options.CancelGrace, time, CancellationToken.None)).ConfigureAwait(false) != work)
        {
            _ = work.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return null;
        }

        return await work.ConfigureAwait(false) ?? throw new InvalidOperationException("ExecuteAsync returned null; return a TaskResult.");
    }

    private RunSignal Ended(AttemptLimits limits, CancellationToken stop, string? detail)
    {
        var tail = detail is null ? "" : $"; {detail}";
        return stop.IsCancellationRequested
            ? new RunSignal(RunSignalKind.AttemptCancelled, time.GetUtcNow()) { Reason = $"cancelled{tail}" }
            : Failed(limits.Passed + tail, isRetryable: true);
    }

    private RunSignal Judged(TaskSpec task, TaskResult result)
    {
        if (result.Status == TaskStatus.Failed)
        {
            return Failed(result.Error ?? "the agent said failed and gave no reason", isRetryable: true) with
            {
                Result = ResultCheck.Fault(result) is null ? result with { TaskId = task.Id, Tasks = [] } : null,
            };
        }

        if (result.Status != TaskStatus.Completed)
        {
            return Failed($"the agent returned the status {WireNames.Of(result.Status)}; only completed and failed are its to give", isRetryable: false);
        }

        // Looked at here, so that what cannot be journalled (NaN, a proposal in two currencies, 50 MB) fails this task and not the run.
        if (ResultCheck.Fault(result) is { } wrong)
        {
            return Failed(wrong, isRetryable: false);
        }

        if (result.Tasks.FirstOrDefault(further => !agents.ContainsKey(further.AgentType)) is { } foreign)
        {
            return Failed($"it planned '{foreign.Id}' for agent '{foreign.AgentType}', which does not take part; agents of this run: {string.Join(", ", agents.Keys)}", isRetryable: false);
        }

        return new RunSignal(RunSignalKind.AttemptCompleted, time.GetUtcNow()) { Result = result with { TaskId = task.Id } };
    }

    private RunSignal Failed(string reason, bool isRetryable) =>
        new(RunSignalKind.AttemptFailed, time.GetUtcNow()) { Reason = reason, IsRetryable = isRetryable };
}
