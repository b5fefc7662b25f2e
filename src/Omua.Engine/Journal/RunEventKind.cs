namespace Omua.Engine.Journal;

/// <summary>What can happen to a run. Kinds are written to journals that outlive this build: add, never rename. On the wire in snake_case.</summary>
internal enum RunEventKind
{
    /// <summary>Planned and stored, to be executed when someone says so.</summary>
    RunCreated,
    RunStarted,
    RunResumed,
    TaskStarted,
    TaskCompleted,
    TaskRetrying,
    TaskFailed,
    TaskLost,
    TaskSkipped,
    TaskCancelled,

    /// <summary>The task may start once a person agrees.</summary>
    ApprovalRequested,
    ApprovalGranted,
    CancelRequested,

    /// <summary>The run has taken longer than it may; it ends as failed.</summary>
    RunTimedOut,

    /// <summary>A person wants a run that has ended tried again: what did not complete is open once more, what completed stays.</summary>
    RunReopened,
    RunCompleted,
    RunFailed,
    RunCancelled,
}
