namespace Omua.Analytics;

/// <summary>How a mix model is fitted.</summary>
public sealed record MixOptions
{
    /// <summary>The shape of saturation. Default logistic.</summary>
    public SaturationKind Saturation { get; init; } = SaturationKind.Logistic;

    /// <summary>Transforms that are known; the other channels' are searched for. Default none.</summary>
    public IReadOnlyDictionary<string, MixTransform> Transforms { get; init; } = new Dictionary<string, MixTransform>();

    /// <summary>Periods that spend reaches, its own included; 0 for all that follow. Default 8.</summary>
    public int Reach { get; init; } = 8;

    /// <summary>Whether the weights of carry-over sum to 1. Default true.</summary>
    public bool IsNormalised { get; init; } = true;

    /// <summary>Degree of the trend in time, 0 to 3. Default 1.</summary>
    public int TrendDegree { get; init; } = 1;

    /// <summary>Pairs of sine and cosine of the day of the year, 0 to 6. Default 2.</summary>
    public int SeasonOrder { get; init; } = 2;

    /// <summary>Days of a year. Default 365.25.</summary>
    public double YearDays { get; init; } = 365.25;

    /// <summary>Penalty on squared coefficients of channels, as a share of the mean square of their columns. Default 0: least squares.</summary>
    public double Ridge { get; init; }

    /// <summary>Results of experiments that the channels' effects are drawn to, each by its standard error. Default none.</summary>
    public IReadOnlyList<LiftTest> LiftTests { get; init; } = [];

    /// <summary>Resamples behind the intervals; 0 for none. Default 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Periods in a block of the bootstrap. Default 4.</summary>
    public int BlockLength { get; init; } = 4;

    /// <summary>Seed of the resampling. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;
}
