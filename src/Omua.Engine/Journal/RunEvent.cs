namespace Omua.Engine.Journal;

/// <summary>One thing that happened to a run. The state of a run is the fold over these.</summary>
internal sealed record RunEvent(RunEventKind Kind, DateTimeOffset At)
{
    /// <summary>On the run's first event, <see cref="RunEventKind.RunCreated"/> or <see cref="RunEventKind.RunStarted"/>: what was asked for.</summary>
    public RunTerms? Terms { get; init; }

    /// <summary>The task, for all kinds that start with Task; on <see cref="RunEventKind.RunReopened"/> the one to do again, null for all that did not complete.</summary>
    public string? TaskId { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>Why: the error of a failed attempt, the dependency that led to a skip, who cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>On <see cref="RunEventKind.TaskCompleted"/>, and on a failure that had one.</summary>
    public TaskResult? Result { get; init; }

    /// <summary>The same as it was when the attempt ended, written out; null where it has not been written yet.</summary>
    public string? ResultJson { get; init; }

    /// <summary>On <see cref="RunEventKind.TaskLost"/>: whether the process ended without saying so. Journals that do not say mean yes.</summary>
    public bool? IsCrash { get; init; }

    /// <summary>On <see cref="RunEventKind.TaskRetrying"/>: not before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
