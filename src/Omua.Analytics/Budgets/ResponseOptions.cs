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

    /// <summary>
    /// Carry-overs that are tried: share of a day's effect that is left the day after. The one that fits best is taken (profile likelihood). Default 0, 0.3, 0.5, 0.7; 0 to below 1.
    /// </summary>
    public IReadOnlyList<double> Decays { get; init; } = [0, 0.3, 0.5, 0.7];

    /// <summary>
    /// Days at the end of the window whose mean spend is the current one; the curve is read there, on x / (h + x) with the elasticity measured at the mean of the window. Default null: the whole window. 1 and more.
    /// </summary>
    public int? CurrentDays { get; init; }

    /// <summary>Whether elasticities of three and more groups are drawn toward their common mean, each by how unsure it is. Default false: a curve then hangs on no other group.</summary>
    public bool SharesElasticity { get; init; }

    /// <summary>Bootstrap draws of each curve. Default 200, at least 100.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Seed of the draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }
}
