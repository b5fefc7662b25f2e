namespace Omua.Analytics;

/// <summary>How cost, conversions, CPA and ROAS of each group move over time.</summary>
public static class Trends
{
    private static readonly (string Metric, string Above, string? Below)[] Metrics =
    [
        ("cost", MeasureNames.Cost, null),
        ("conversions", MeasureNames.Conversions, null),
        ("cpa", MeasureNames.Cost, MeasureNames.Conversions),
        ("roas", MeasureNames.Revenue, MeasureNames.Cost),
    ];

    /// <summary>
    /// The slope of each metric (<see cref="Slope.OfLeastSquares"/>) and the last days against those before, for each group; largest cost first.
    /// A point without a denominator is left out; a metric with too few points has a slope without value and a note. Changes of CPA and ROAS of the groups that are large enough
    /// are tested, with Benjamini-Hochberg over all of them (<see cref="PeriodChange.IsCredible"/>).
    /// </summary>
    /// <param name="table">Rows with days.</param>
    /// <param name="by">Names of the dimensions to group by.</param>
    /// <param name="options">How; default <see cref="TrendOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.NoDays"/>, and as <see cref="GroupSeries.From"/>.</exception>
    public static IReadOnlyList<GroupTrend> Of(PerformanceTable table, IReadOnlyList<string> by, TrendOptions? options = null)
    {
        options ??= new TrendOptions();
        if (!table.HasDays)
        {
            throw MathsFaults.NoDays("A trend");
        }

        var groups = GroupSeries.From(table, by, options.Currency);
        // All groups end on the same day, so that "the last week" is the same week for each.
        var last = groups.Count == 0 ? 0 : groups.Max(group => group.Days![^1]);
        List<GroupTrend> trends = [.. groups.Select(group => new GroupTrend
        {
            Key = group.Key,
            RowCount = group.RowCount,
            Window = group.Window!.Value,
            Metrics = [.. Metrics.Where(metric => group.Has(metric.Above) && (metric.Below is null || group.Has(metric.Below)))
                .Select(metric => Metric(group, metric.Metric, metric.Above, metric.Below, last, options))],
        })];
        return TrendCredibility.Judged(trends, groups, options);
    }

    private static MetricTrend Metric(GroupSeries group, string metric, string above, string? below, int last, TrendOptions options)
    {
        var (times, values) = Points(group, above, below, last, options.Grain == TimeGrain.Day ? 1 : 7);
        var isDaily = options.Grain == TimeGrain.Day;
        var slope = values.Count < Math.Max(4, options.MinimumPoints)
            ? new Estimate(null, null, "least squares", $"{values.Count} points are too few for a slope")
            : Slope.OfLeastSquares(times.ToArray(), values.ToArray(), isDaily ? 7 : 0, options.Level);
        var mean = values.Count == 0 ? 0 : values.Average();
        return new MetricTrend
        {
            Metric = metric,
            Slope = slope,
            RelativeSlope = mean > 0 ? slope.Value / mean : null,
            Points = values.Count,
            Change = PeriodComparison.Of(group, above, below, last, options),
        };
    }

    private static (List<double> Times, List<double> Values) Points(GroupSeries group, string above, string? below, int last, int length)
    {
        var first = group.Days![0];
        var count = (last - first + 1) / length;
        var sums = new double[count];
        var parts = new double[count];
        var numerators = group.Of(above);
        var denominators = below is null ? default : group.Of(below);
        for (var index = 0; index < group.BlockCount; index++)
        {
            var point = count - 1 - (last - group.Days[index]) / length;
            if (point >= 0)
            {
                sums[point] += numerators[index];
                parts[point] += below is null ? 1 : denominators[index];
            }
        }

        var (times, values) = (new List<double>(count), new List<double>(count));
        for (var point = 0; point < count; point++)
        {
            if (parts[point] > 0 || below is null)
            {
                times.Add(point);
                values.Add(below is null ? sums[point] : sums[point] / parts[point]);
            }
        }

        return (times, values);
    }
}
