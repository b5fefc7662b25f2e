namespace Omua.Analytics;

/// <summary>A treatment against a control.</summary>
/// <param name="Test">Which test: <c>two-proportion z</c>, <c>Welch t</c>, <c>delta method</c>.</param>
/// <param name="Difference">Treatment minus control, in the unit of the metric (relative: treatment / control - 1), with its interval.</param>
/// <param name="Statistic">z or t; null where the standard error is zero.</param>
/// <param name="DegreesOfFreedom">Of t; null for z.</param>
/// <param name="PValue">Two-sided p-value of "no difference"; 0 to 1.</param>
public sealed record MeanComparison(string Test, Estimate Difference, double Statistic, double? DegreesOfFreedom, double PValue);
