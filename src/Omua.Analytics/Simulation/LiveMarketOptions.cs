namespace Omua.Analytics;

/// <summary>What market is played week by week.</summary>
public sealed record LiveMarketOptions
{
    /// <summary>The first day, a Monday. Default 2025-01-06.</summary>
    public DateOnly Start { get; init; } = new(2025, 1, 6);

    /// <summary>Budget of each week. Default 14000, above 0.</summary>
    public decimal WeeklyBudget { get; init; } = 14_000;

    /// <summary>Standard deviation of the log of daily spend about its pattern; the week's sum is what was given. Default 0.35, as <see cref="MarketOptions.SpendVariation"/>; 0 to 1.</summary>
    public double SpendVariation { get; init; } = 0.35;

    /// <summary>Standard deviation of the log of daily outcome, beside the noise of counting. Default 0.1, as <see cref="MarketOptions.Noise"/>; 0 to 1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Height of the yearly season, as a share of the mean. Default 0.2; 0 to 0.9.</summary>
    public double YearlySeason { get; init; } = 0.2;

    /// <summary>Largest share of a day's effect that is left for the day after; each campaign's lies between 0 and it. Default 0.5; 0 to 0.9.</summary>
    public double CarryOver { get; init; } = 0.5;

    /// <summary>Standard deviation of what competitors do to the log of demand, drifting from week to week. Default 0.1; 0 to 1.</summary>
    public double Competition { get; init; } = 0.1;

    /// <summary>Largest share of conversions that tracking loses; search loses little, display most. Default 0.45; 0 to 0.9.</summary>
    public double TrackingLoss { get; init; } = 0.45;

    /// <summary>Share of the lost conversions that the last click credits to brand search. Default 0.4; 0 to 1.</summary>
    public double LastClickTheft { get; init; } = 0.4;
}
