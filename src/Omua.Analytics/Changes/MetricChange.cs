namespace Omua.Analytics;

/// <summary>Why one metric moved from one period to the next.</summary>
public sealed record MetricChange
{
    /// <summary>The metric: <c>cpa</c>, <c>roas</c>, <c>conversions</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>How it is computed: <c>sum(cost) / sum(conversions)</c>.</summary>
    public required string Formula { get; init; }

    /// <summary>The metric over all rows of the earlier period.</summary>
    public required double Before { get; init; }

    /// <summary>The metric over all rows of the later period.</summary>
    public required double After { get; init; }

    /// <summary>After minus before, with the interval where days support one.</summary>
    public required Estimate Change { get; init; }

    /// <summary>The parts of the change, each with its interval by name: <c>volume</c>, <c>mix</c>, <c>rate</c>, <c>unpaired</c>. They sum to <see cref="Change"/>.</summary>
    public required IReadOnlyDictionary<string, Estimate> Effects { get; init; }

    /// <summary>The groups, largest contribution (by size) first. All their effects sum to <see cref="Change"/> to the last bit, added up group by group in this order.</summary>
    public required IReadOnlyList<ChangeSegment> Segments { get; init; }
}
