namespace Omua.Analytics;

/// <summary>A roll-up: totals, groups and what a reader must know beside them.</summary>
public sealed record KpiReport
{
    /// <summary>Figures over all rows used. With several currencies its money and the ratios of money are null; see <see cref="TotalsByCurrency"/>.</summary>
    public required KpiFigures Totals { get; init; }

    /// <summary>With more than one currency, the totals of each, by <c>currency</c>; otherwise empty.</summary>
    public IReadOnlyList<KpiRow> TotalsByCurrency { get; init; } = [];

    /// <summary>One row for each group, highest cost first (then most impressions, then key); in order of time where a grain is asked for.</summary>
    public required IReadOnlyList<KpiRow> By { get; init; }

    /// <summary>Names of the datasets that the rows came from.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>Ratios without a denominator, parts that are unknown, datasets not added because they hold the same spend at another grain.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
