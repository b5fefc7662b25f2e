namespace Omua.Analytics;

/// <summary>When a segment is large enough to be judged, and how strictly.</summary>
public sealed record WasteOptions
{
    /// <summary>Least spend, in multiples of the account's own cost per conversion. Default 3, above 0.</summary>
    public double MinimumCpaMultiple { get; init; } = 3;

    /// <summary>Least conversions that the segment would have at the rate of the rest. Default 5, above 0: below that even zero conversions prove little.</summary>
    public double MinimumExpectedConversions { get; init; } = 5;

    /// <summary>Least clicks, where the rows carry clicks. Default 30.</summary>
    public double MinimumClicks { get; init; } = 30;

    /// <summary>Least share of all spend. Default 0.005.</summary>
    public double MinimumSpendShare { get; init; } = 0.005;

    /// <summary>
    /// Least difference that is worth a verdict: a wasteful segment pays at least this share more for a conversion than the rest, a winner brings at least this share more for the same money.
    /// Default 0.25; 0 takes every significant difference.
    /// </summary>
    public double MinimumDifference { get; init; } = 0.25;

    /// <summary>Expected share of false ones among the segments declared. Default 0.05.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Confidence level of intervals. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }
}
