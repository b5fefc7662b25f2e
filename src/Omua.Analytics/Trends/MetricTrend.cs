namespace Omua.Analytics;

/// <summary>How one metric of one group moves over time.</summary>
public sealed record MetricTrend
{
    /// <summary>The metric: <c>cost</c>, <c>conversions</c>, <c>cpa</c>, <c>roas</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Change of the metric for each further week (or day): the metric's own unit per point. Sums are totals of the week (or day).</summary>
    public required Estimate Slope { get; init; }

    /// <summary>The slope as a share of the mean level; null where the mean is zero or there is no slope. Unit: ratio per point.</summary>
    public double? RelativeSlope { get; init; }

    /// <summary>How many weeks (or days) the slope rests on.</summary>
    public required int Points { get; init; }

    /// <summary>The last days against those before; null where the window holds less than twice seven days.</summary>
    public PeriodChange? Change { get; init; }
}
