namespace Omua.Engine;

/// <summary>What a failed task does to the rest of its run. On the wire in snake_case.</summary>
internal enum FailurePolicy
{
    /// <summary>Tasks that depend on it, directly or not, are skipped; the others go on.</summary>
    SkipDependents,

    /// <summary>Tasks that depend on it run all the same and see the failed result.</summary>
    Continue,

    /// <summary>Everything else is cancelled.</summary>
    FailFast,
}
