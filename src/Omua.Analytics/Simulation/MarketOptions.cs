namespace Omua.Analytics;

/// <summary>What market is simulated.</summary>
public sealed record MarketOptions
{
    /// <summary>The first day. Default 2025-01-06, a Monday.</summary>
    public DateOnly Start { get; init; } = new(2025, 1, 6);

    /// <summary>How many days. Default 364, at least 56.</summary>
    public int Days { get; init; } = 364;

    /// <summary>ISO 4217 code of all money. Default USD.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Mean daily spend of the whole market. Default 2000, above 0.</summary>
    public double DailySpend { get; init; } = 2000;

    /// <summary>Standard deviation of the log of each campaign's daily spend. Default 0.35; at 0 curves cannot be identified. 0 to 1.</summary>
    public double SpendVariation { get; init; } = 0.35;

    /// <summary>Standard deviation of the log of each campaign's daily outcome, beside the noise of counting. Default 0.1. 0 to 1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Height of the yearly season, as a share of the mean. Default 0.2. 0 to 0.9.</summary>
    public double YearlySeason { get; init; } = 0.2;
}
