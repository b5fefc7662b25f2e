namespace Omua.Analytics;

/// <summary>What the rows say about a segment.</summary>
public enum SegmentVerdict
{
    /// <summary>Below the gate: too small to judge.</summary>
    TooSmall,

    /// <summary>Large enough, and not shown to differ from the rest.</summary>
    Ordinary,

    /// <summary>Converts significantly worse than the rest for the same money.</summary>
    Wasteful,

    /// <summary>Converts significantly better than the rest for the same money.</summary>
    Winner,
}
