namespace Omua.Testing;

/// <summary>How a check ended. On the wire in lower case.</summary>
public enum CheckStatus
{
    /// <summary>The promise holds.</summary>
    Passed,

    /// <summary>The promise is broken; the message says how.</summary>
    Failed,

    /// <summary>It could not be tried here; the message says why.</summary>
    Skipped,
}
