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
    Cancel,

    /// <summary>Time has passed.</summary>
    Tick,
}
