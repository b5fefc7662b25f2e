namespace Omua.Analytics;

/// <summary>A metric in the last N days against the N days before. Sums are means per day; ratios come from summed parts.</summary>
/// <param name="Before">The earlier days.</param>
/// <param name="After">The later days.</param>
/// <param name="BeforeValue">The metric in the earlier days; null where it does not exist.</param>
/// <param name="AfterValue">The metric in the later days; null where it does not exist.</param>
/// <param name="Difference">After minus before, in the unit of the metric, with the interval of a block bootstrap of days within each period.</param>
public sealed record PeriodChange(DateRange Before, DateRange After, double? BeforeValue, double? AfterValue, Estimate Difference);
