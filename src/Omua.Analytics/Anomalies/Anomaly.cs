namespace Omua.Analytics;

/// <summary>A day on which a metric left its band.</summary>
public sealed record Anomaly
{
    /// <summary>The dimension values of the group.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>The metric: <c>cost</c>, <c>clicks</c>, <c>conversions</c>, <c>revenue</c>, <c>cpa</c>, <c>roas</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The value of that day, in the unit of the metric.</summary>
    public required double Value { get; init; }

    /// <summary>What the days around it (and the weekday) let expect.</summary>
    public required double Expected { get; init; }

    /// <summary>The lower end of the band.</summary>
    public required double BandLow { get; init; }

    /// <summary>The upper end of the band; infinite for a cost per conversion whose band reaches down to no conversion.</summary>
    public required double BandHigh { get; init; }

    /// <summary>Distance from the expected value in standard deviations of an ordinary day; negative below, positive above.</summary>
    public required double Score { get; init; }

    /// <summary>How the expectation was made: <c>weekday and rolling median</c> or <c>rolling median</c>.</summary>
    public required string Method { get; init; }

    /// <summary>How many days the group has.</summary>
    public required int Days { get; init; }
}
