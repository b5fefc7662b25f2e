using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>What an attempt's end means to the run.</summary>
internal static class AttemptOutcome
{
    /// <summary>A result that the agent gave. What cannot be journalled (NaN, a proposal in two currencies, 50 MB) fails this task and not the run.</summary>
    public static RunSignal Of(AttemptOrder order, TaskResult? result, IReadOnlyDictionary<string, IAgent> agents, TimeProvider time)
    {
        var task = order.Task;
        if (result is null)
        {
            return Failed(order, "InvalidOperationException: ExecuteAsync returned null; return a TaskResult.", isRetryable: true, time);
        }

        if (result.Status == TaskStatus.Failed)
        {
            var kept = result with { TaskId = task.Id, Tasks = [] };
            var isKept = ResultCheck.Fault(kept, out var text) is null;
            return Failed(order, result.Error ?? "the agent said failed and gave no reason", isRetryable: true, time) with { Result = isKept ? kept : null, ResultJson = isKept ? text : null };
        }

        if (result.Status != TaskStatus.Completed)
        {
            return Failed(order, $"the agent returned the status {WireNames.Of(result.Status)}; only completed and failed are its to give", isRetryable: false, time);
        }

        var own = result.TaskId == task.Id ? result : result with { TaskId = task.Id };
        if (ResultCheck.Fault(own, out var json) is { } wrong)
        {
            return Failed(order, wrong, isRetryable: false, time);
        }

        foreach (var further in own.Tasks)
        {
            if (!agents.ContainsKey(further.AgentType))
            {
                return Failed(order, $"it planned '{further.Id}' for agent '{further.AgentType}', which does not take part; agents of this run: {string.Join(", ", agents.Keys)}", isRetryable: false, time);
            }
        }

        return new RunSignal(RunSignalKind.AttemptCompleted, time.GetUtcNow()) { TaskId = task.Id, Attempt = order.Attempt, Result = own, ResultJson = json };
    }

    /// <summary>An exception that the agent threw.</summary>
    public static RunSignal Of(AttemptOrder order, Exception exception, TimeProvider time) => exception switch
    {
        TaskRejectedException => Failed(order, exception.Message, isRetryable: false, time),
        FaultException { Faults: [var fault, ..] } => Failed(order, $"{(fault.Place.Length > 0 ? fault.Place + ": " : "")}{fault.Code} {fault.Message}", isRetryable: true, time),
        _ => Failed(order, $"{exception.GetType().Name}: {exception.Message}", isRetryable: true, time),
    };

    public static RunSignal Failed(AttemptOrder order, string reason, bool isRetryable, TimeProvider time) =>
        new(RunSignalKind.AttemptFailed, time.GetUtcNow()) { TaskId = order.Task.Id, Attempt = order.Attempt, Reason = reason, IsRetryable = isRetryable };

    /// <summary>An attempt that was told to stop, and did, or was abandoned.</summary>
    public static RunSignal Cancelled(AttemptOrder order, string reason, TimeProvider time) =>
        new(RunSignalKind.AttemptCancelled, time.GetUtcNow()) { TaskId = order.Task.Id, Attempt = order.Attempt, Reason = reason };
}
