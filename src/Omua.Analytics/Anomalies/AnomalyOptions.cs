namespace Omua.Analytics;

/// <summary>How anomalies are found.</summary>
public sealed record AnomalyOptions
{
    /// <summary>Metrics to look at; those that the rows do not carry are left out. Default cost, clicks, conversions, revenue, cpa, roas.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = ["cost", "clicks", "conversions", "revenue", "cpa", "roas"];

    /// <summary>Half width of the band in standard deviations of an ordinary day. Default 4, above 0.</summary>
    public double Threshold { get; init; } = 4;

    /// <summary>Days on either side that the level of a day is taken from, itself left out. Default 14, at least 7.</summary>
    public int LevelDays { get; init; } = 14;

    /// <summary>Fewest weeks for a rhythm of weekdays; below it days are compared with their neighbours alone. Default 6.</summary>
    public int SeasonalWeeks { get; init; } = 6;

    /// <summary>Fewest days with rows. Default 21.</summary>
    public int MinimumDays { get; init; } = 21;

    /// <summary>Least expected count (of clicks; for conversions, revenue, cpa and roas of conversions, where known) on a day that is judged. Default 10.</summary>
    public double MinimumCount { get; init; } = 10;

    /// <summary>Least share of all groups' cost that a group must have. Default 0.01.</summary>
    public double MinimumSpendShare { get; init; } = 0.01;

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }
}
