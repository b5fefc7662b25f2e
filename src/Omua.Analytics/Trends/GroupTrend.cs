namespace Omua.Analytics;

/// <summary>How the figures of one group move over time.</summary>
public sealed record GroupTrend
{
    /// <summary>The dimension values of the group.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>How many rows were used.</summary>
    public required long RowCount { get; init; }

    /// <summary>The days that the rows cover.</summary>
    public required DateRange Window { get; init; }

    /// <summary>One entry for each metric that the rows carry: cost, conversions, cpa, roas.</summary>
    public required IReadOnlyList<MetricTrend> Metrics { get; init; }
}
