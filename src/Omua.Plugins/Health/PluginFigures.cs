namespace Omua.Plugins.Health;

/// <summary>What the guard has counted of a plugin, in all processes of this home since its content last changed.</summary>
/// <param name="Calls">Calls into it.</param>
/// <param name="Failures">Those that failed, and work in the background that did.</param>
public sealed record PluginFigures(long Calls, long Failures)
{
    /// <summary>When the counting began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How long its last start took, from the file to the first call; null where none is known.</summary>
    public TimeSpan? LoadTime { get; init; }

    /// <summary>Half of the calls took no longer; at most 19 % above the true value. Null where none was timed.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>Ninety-nine of a hundred calls took no longer; as <see cref="Median"/>.</summary>
    public TimeSpan? Percentile99 { get; init; }
}
