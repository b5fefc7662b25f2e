namespace Omua.Analytics;

/// <summary>How response curves are fitted.</summary>
public sealed record ResponseOptions
{
    /// <summary>The outcome: <see cref="MeasureNames.Revenue"/> or <see cref="MeasureNames.Conversions"/>; default revenue where the rows carry any, else conversions.</summary>
    public string? Objective { get; init; }

    /// <summary>Fewest days with spend for a curve. Default 28.</summary>
    public int MinimumDays { get; init; } = 28;

    /// <summary>Least standard deviation of log daily spend that weekdays and seasons do not explain. Default 0.05, that is about 5 percent from day to day.</summary>
    public double MinimumVariation { get; init; } = 0.05;

    /// <summary>Bootstrap draws of each curve. Default 200, at least 100.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Seed of the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }
}
