using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>What an attempt's end means to the run.</summary>
internal static class AttemptOutcome
{
    /// <summary>A result that the agent gave. What cannot be journalled (NaN, a proposal in two currencies, 50 MB) fails this task and not the run.</summary>
    public static RunSignal Of(TaskSpec task, TaskResult? result, IReadOnlyDictionary<string, IAgent> agents, TimeProvider time)
    {
        if (result is null)
        {
            return Failed("InvalidOperationException: ExecuteAsync returned null; return a TaskResult.", isRetryable: true, time);
        }

        if (result.Status == TaskStatus.Failed)
        {
            var kept = result with { TaskId = task.Id, Tasks = [] };
            var isKept = ResultCheck.Fault(kept, out var text) is null;
            return Failed(result.Error ?? "the agent said failed and gave no reason", isRetryable: true, time) with { Result = isKept ? kept : null, ResultJson = isKept ? text : null };
        }

        if (result.Status != TaskStatus.Completed)
        {
            return Failed($"the agent returned the status {WireNames.Of(result.Status)}; only completed and failed are its to give", isRetryable: false, time);
        }

        var own = result.TaskId == task.Id ? result : result with { TaskId = task.Id };
        if (ResultCheck.Fault(own, out var json) is { } wrong)
        {
            return Failed(wrong, isRetryable: false, time);
        }

        foreach (var further in own.Tasks)
        {
            if (!agents.ContainsKey(further.AgentType))
            {
                return Failed($"it planned '{further.Id}' for agent '{further.AgentType}', which does not take part; agents of this run: {string.Join(", ", agents.Keys)}", isRetryable: false, time);
            }
        }

        return new RunSignal(RunSignalKind.AttemptCompleted, time.GetUtcNow()) { Result = own, ResultJson = json };
    }

    /// <summary>An exception that the agent threw.</summary>
    public static RunSignal Of(Exception exception, TimeProvider time) => exception switch
    {
        TaskRejectedException => Failed(exception.Message, isRetryable: false, time),
        FaultException { Faults: [var fault, ..] } => Failed($"{(fault.Place.Length > 0 ? fault.Place + ": " : "")}{fault.Code} {fault.Message}", isRetryable: true, time),
        _ => Failed($"{exception.GetType().Name}: {exception.Message}", isRetryable: true, time),
    };

    public static RunSignal Failed(string reason, bool isRetryable, TimeProvider time) =>
        new(RunSignalKind.AttemptFailed, time.GetUtcNow()) { Reason = reason, IsRetryable = isRetryable };
}
