namespace Omua.Analytics;

/// <summary>What to roll up, and by what.</summary>
public sealed record KpiQuery
{
    /// <summary>Names of the dimensions to group by, in order; empty gives totals alone.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The time grain to group by; default none.</summary>
    public TimeGrain Grain { get; init; }

    /// <summary>Only rows whose dimensions have exactly these values; empty means all rows.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Only rows of these days; null means all days.</summary>
    public DateRange? Window { get; init; }

    /// <summary>
    /// Whether CPA, CPC and ROAS get intervals over days (over rows, where there are no days). Default no: they take longer than the sums. Groups of a single day
    /// have none; weeks and months have.
    /// </summary>
    public bool HasIntervals { get; init; }
}
