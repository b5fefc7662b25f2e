namespace Omua.Plugins;

/// <summary>What came of a changed plugin.</summary>
public enum ReloadOutcome
{
    /// <summary>The new version answers, and the old one has ended.</summary>
    Reloaded,

    /// <summary>The new version does not compile, load or start; the last good one goes on answering.</summary>
    Failed,

    /// <summary>Its file or its class is gone, and it has ended.</summary>
    Removed,
}
