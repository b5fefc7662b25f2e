namespace Omua.Analytics;

/// <summary>Journeys that were summed up by path, as an attribution tool exports them.</summary>
public sealed class PathDataset : Dataset
{
    /// <summary>The paths.</summary>
    public required PathTable Paths { get; init; }
}
