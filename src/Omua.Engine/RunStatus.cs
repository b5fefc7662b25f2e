namespace Omua.Engine;

/// <summary>State of a run. On the wire in snake_case.</summary>
internal enum RunStatus
{
    /// <summary>Planned and stored; nothing has started.</summary>
    Created,

    /// <summary>Tasks are open.</summary>
    Running,

    /// <summary>Nothing can happen before a person has answered. Seen from outside; the journal calls it running.</summary>
    Waiting,

    /// <summary>Every task completed.</summary>
    Completed,

    /// <summary>Every task has ended and at least one failed.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,

    /// <summary>Open, but no process works on it: the one that did has ended. Seen from outside; never journalled.</summary>
    Interrupted,
}
