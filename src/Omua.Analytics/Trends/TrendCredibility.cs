using System.Globalization;

namespace Omua.Analytics;

/// <summary>Which changes of ratios stand, of all that were looked at together: large groups only, corrected for how many there are.</summary>
internal static class TrendCredibility
{
    private static readonly string[] Ratios = ["cpa", "roas"];

    public static IReadOnlyList<GroupTrend> Judged(List<GroupTrend> trends, IReadOnlyList<GroupSeries> groups, TrendOptions options)
    {
        var spend = groups.Sum(Spend);
        var gated = trends.Zip(groups, (trend, group) => trend with { Metrics = [.. trend.Metrics.Select(metric => Gated(metric, group, spend, options))] }).ToList();
        var adjusted = new Queue<double>(FalseDiscovery.BenjaminiHochberg([.. gated.SelectMany(trend => trend.Metrics).Where(IsTested).Select(metric => metric.Change!.PValue!.Value)]));
        return [.. gated.Select(trend => trend with { Metrics = [.. trend.Metrics.Select(metric => IsTested(metric) ? Declared(metric, adjusted.Dequeue(), options) : metric)] })];
    }

    private static bool IsTested(MetricTrend metric) => Ratios.Contains(metric.Metric) && metric.Change is { PValue: not null, Note: null };

    private static MetricTrend Declared(MetricTrend metric, double adjusted, TrendOptions options) =>
        metric with { Change = metric.Change! with { AdjustedPValue = adjusted, IsCredible = adjusted <= options.FalseDiscoveryRate } };

    private static MetricTrend Gated(MetricTrend metric, GroupSeries group, double spend, TrendOptions options) =>
        metric.Change is { } change && Ratios.Contains(metric.Metric) && TooSmall(metric.Metric, change, group, spend, options) is { } reason
            ? metric with { Change = change with { Note = reason } }
            : metric;

    private static string? TooSmall(string metric, PeriodChange change, GroupSeries group, double spend, TrendOptions options)
    {
        if (Spend(group) < options.MinimumSpendShare * spend)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not tested: {Spend(group) / spend:0.###%} of all spend, below {options.MinimumSpendShare:0.###%}");
        }

        var fewest = metric == "cpa" ? Math.Min(Conversions(group, change.Before), Conversions(group, change.After)) : double.PositiveInfinity;
        return fewest < options.MinimumConversions
            ? string.Create(CultureInfo.InvariantCulture, $"not tested: {fewest:0.##} conversions in one of the periods, below {options.MinimumConversions:0.##}")
            : null;
    }

    private static double Spend(GroupSeries group) => group.Has(MeasureNames.Cost) ? group.Sum(MeasureNames.Cost) : 0;

    private static double Conversions(GroupSeries group, DateRange period)
    {
        var conversions = group.Of(MeasureNames.Conversions);
        var sum = 0.0;
        for (var index = 0; index < conversions.Length; index++)
        {
            sum += group.Days![index] >= period.From.DayNumber && group.Days[index] <= period.To.DayNumber ? conversions[index] : 0;
        }

        return sum;
    }
}
