namespace Omua.Analytics;

/// <summary>How trends are computed.</summary>
public sealed record TrendOptions
{
    /// <summary>Length of one point of the slope: <see cref="TimeGrain.Week"/> (seven days counted back from the last day) or <see cref="TimeGrain.Day"/>. Default week.</summary>
    public TimeGrain Grain { get; init; } = TimeGrain.Week;

    /// <summary>The last N days are compared with the N before. Default 28; at least 7, and less is taken where the window holds less than 2 N.</summary>
    public int CompareDays { get; init; } = 28;

    /// <summary>Fewest points for a slope. Default 6, at least 4.</summary>
    public int MinimumPoints { get; init; } = 6;

    /// <summary>Least share of all spend that a group must have for its changes of CPA and ROAS to be tested. Default 0.005.</summary>
    public double MinimumSpendShare { get; init; } = 0.005;

    /// <summary>Least conversions in each of the two periods for a change of CPA to be tested. Default 20: below it a cost per conversion moves by a fifth on chance alone.</summary>
    public double MinimumConversions { get; init; } = 20;

    /// <summary>Expected share of false ones among the changes called credible. Default 0.05.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Resamples of the comparison. Default 1000.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Seed of the resampling. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }
}
