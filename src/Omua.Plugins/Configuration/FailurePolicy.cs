namespace Omua.Plugins.Configuration;

/// <summary>What a failed task means for the rest of its run.</summary>
internal enum FailurePolicy
{
    /// <summary>Tasks that depend on it are skipped; the others go on.</summary>
    SkipDependents,

    /// <summary>Everything goes on, dependents included.</summary>
    Continue,

    /// <summary>The run ends.</summary>
    FailFast,
}
