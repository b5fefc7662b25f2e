namespace Omua.Engine.Deciding;

/// <summary>Kinds of commands.</summary>
internal enum RunCommandKind
{
    StartAttempt,
    CancelAttempt,

    /// <summary>Send a tick at a time: a retry falls due.</summary>
    WakeAt,
}
