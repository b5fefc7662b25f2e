namespace Omua.Engine.Deciding;

/// <summary>Kinds of signals.</summary>
internal enum RunSignalKind
{
    Start,

    /// <summary>A new process takes the run over; attempts under way in the old one are lost.</summary>
    Resume,
    AttemptCompleted,
    AttemptFailed,

    /// <summary>An attempt ended because it was told to.</summary>
    AttemptCancelled,

    /// <summary>An attempt ended without an outcome: its machine died or stopped, or cannot be reached. It spends no retry.</summary>
    AttemptLost,
    Cancel,

    /// <summary>A run that has ended is to be tried again: <see cref="RunSignal.TaskId"/>, or all that did not complete.</summary>
    Reopen,

    /// <summary>A person agrees to a task, or does not.</summary>
    Approve,
    Reject,

    /// <summary>This process stops in an orderly way; what is under way is given back.</summary>
    Release,

    /// <summary>Time has passed.</summary>
    Tick,
}
