namespace Omua.Analytics;

/// <summary>Values that follow each other in time, at any step; the step need not be even.</summary>
public sealed record TimeSeries
{
    /// <summary>What the values are, to name the series by.</summary>
    public required string Name { get; init; }

    /// <summary>The moment of each value, rising (equal moments are allowed), in one wall clock.</summary>
    public required IReadOnlyList<DateTime> Times { get; init; }

    /// <summary>The values; finite, one for each moment.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>What each value rests on (clicks behind a cost per click); null where it is not known.</summary>
    public IReadOnlyList<double>? Volumes { get; init; }
}
