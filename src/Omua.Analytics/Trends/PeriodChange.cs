namespace Omua.Analytics;

/// <summary>A metric in the last N days against the N days before. Sums are means per day; ratios come from summed parts.</summary>
/// <param name="Before">The earlier days.</param>
/// <param name="After">The later days.</param>
/// <param name="BeforeValue">The metric in the earlier days; null where it does not exist.</param>
/// <param name="AfterValue">The metric in the later days; null where it does not exist.</param>
/// <param name="Difference">After minus before, in the unit of the metric, with the interval of a block bootstrap of days within each period.</param>
public sealed record PeriodChange(DateRange Before, DateRange After, double? BeforeValue, double? AfterValue, Estimate Difference)
{
    /// <summary>Two-sided p-value of "no change": difference over its bootstrap standard error, Student t with two degrees of freedom less than the runs drawn. Null where there is no interval.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value after Benjamini-Hochberg over the changes of ratios that were tested together; null for one that was not tested, and <see cref="Note"/> then says why.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Whether the change stands at the false discovery rate asked for.</summary>
    public bool IsCredible { get; init; }

    /// <summary>Why the change was not tested; else null.</summary>
    public string? Note { get; init; }
}
