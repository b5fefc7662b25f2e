namespace Omua.Engine.Deciding;

/// <summary>How one task of a run stands.</summary>
internal sealed record TaskState(TaskSpec Spec)
{
    /// <summary>Its place on the board.</summary>
    public int Index { get; init; }

    /// <summary>When it first waited for nothing but a slot.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    public TaskStatus Status { get; init; } = TaskStatus.Pending;

    /// <summary>Attempts started, lost ones included; the number of the latest attempt.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts that failed; only these spend retries.</summary>
    public int Failures { get; init; }

    /// <summary>Attempts that ended without an outcome, because their process stopped or was killed. They spend no retry.</summary>
    public int Losses { get; init; }

    /// <summary>How often in a row the process died while the task was under way; an outcome of any kind clears it.</summary>
    public int Crashes { get; init; }

    /// <summary>While pending: a person has been asked and has not answered.</summary>
    public bool IsAwaitingApproval { get; init; }

    public bool IsApproved { get; init; }

    /// <summary>While pending after a failure: not to be started before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public string? Error { get; init; }

    public TaskResult? Result { get; init; }

    /// <summary>The result written out, where it is known; what dependents are given is read from it.</summary>
    public string? ResultJson { get; init; }

    /// <summary>Start of the first attempt.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public bool IsWaitingForAnswer => Status == TaskStatus.Pending && IsAwaitingApproval;

    public bool IsOver => Status is TaskStatus.Completed or TaskStatus.Failed or TaskStatus.Cancelled or TaskStatus.Skipped;
}
