namespace Omua.Analytics;

/// <summary>What a mix model is fitted to: one row for each period (a week, usually).</summary>
public sealed record MixInput
{
    /// <summary>The first day of each period, rising.</summary>
    public required IReadOnlyList<DateTime> Times { get; init; }

    /// <summary>The outcome of each period: revenue or conversions, in its unit.</summary>
    public required IReadOnlyList<double> Outcome { get; init; }

    /// <summary>Spend (or another amount of exposure) of each channel in each period, 0 and above.</summary>
    public required IReadOnlyList<MixColumn> Channels { get; init; }

    /// <summary>What else moves the outcome: prices, events, competitors. Default none.</summary>
    public IReadOnlyList<MixColumn> Controls { get; init; } = [];
}
