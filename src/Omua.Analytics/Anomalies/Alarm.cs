namespace Omua.Analytics;

/// <summary>A value that the values before it did not let expect.</summary>
public sealed record Alarm
{
    /// <summary>Which value, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its moment.</summary>
    public required DateTime At { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>What the values before it let expect.</summary>
    public required double Expected { get; init; }

    /// <summary>The lower end of what is ordinary.</summary>
    public required double BandLow { get; init; }

    /// <summary>The upper end of what is ordinary.</summary>
    public required double BandHigh { get; init; }

    /// <summary>Distance from the expected value in robust standard deviations; negative below, positive above.</summary>
    public required double Score { get; init; }

    /// <summary>The last moment out of the band before the series was quiet again.</summary>
    public required DateTime Until { get; init; }
}
