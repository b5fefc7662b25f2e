namespace Omua.Analytics;

/// <summary>Finds days on which a group's daily figures left what the days around them let expect.</summary>
public static class Anomalies
{
    private static readonly Dictionary<string, (string Above, string? Below)> Parts = new(StringComparer.Ordinal)
    {
        ["cost"] = (MeasureNames.Cost, null),
        ["clicks"] = (MeasureNames.Clicks, null),
        ["conversions"] = (MeasureNames.Conversions, null),
        ["revenue"] = (MeasureNames.Revenue, null),
        ["cpa"] = (MeasureNames.Cost, MeasureNames.Conversions),
        ["roas"] = (MeasureNames.Revenue, MeasureNames.Cost),
    };

    /// <summary>
    /// Expected value: median of the days around a day (itself left out) times the median factor of its weekday, where there are enough weeks. Band: expected * (1 -+ threshold * s), s
    /// the normal-consistent MAD of relative deviations, at least the counting error 1/sqrt(expected count). Two-sided. A gap (a day without rows) is not an anomaly. Assumes that most days
    /// are ordinary; unusual days that last longer than <see cref="AnomalyOptions.LevelDays"/> become the level.
    /// </summary>
    /// <param name="table">Rows with days.</param>
    /// <param name="by">Names of the dimensions to group by; empty looks at all rows together.</param>
    /// <param name="options">How; default <see cref="AnomalyOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.NoDays"/>, <see cref="FaultCodes.FigureOutOfRange"/> for an unknown bound, and as <see cref="GroupSeries.From"/>.</exception>
    public static AnomalyReport Find(PerformanceTable table, IReadOnlyList<string> by, AnomalyOptions? options = null)
    {
        options ??= new AnomalyOptions();
        if (!table.HasDays)
        {
            throw MathsFaults.NoDays("An anomaly");
        }

        if (!(options.Threshold > 0))
        {
            throw MathsFaults.OutOfRange("the threshold", options.Threshold, "numbers above 0");
        }

        var groups = GroupSeries.From(table, by, options.Currency);
        var total = groups.Sum(Cost);
        var (found, notes, judged) = (new List<Anomaly>(), new List<string>(), 0);
        foreach (var group in groups)
        {
            if (group.BlockCount < options.MinimumDays)
            {
                notes.Add($"{group.Label}: {group.BlockCount} days are too few to judge");
                continue;
            }

            if (Cost(group) < options.MinimumSpendShare * total)
            {
                notes.Add($"{group.Label}: too little spend to judge");
                continue;
            }

            foreach (var metric in options.Metrics.Where(Parts.ContainsKey))
            {
                var (above, below) = Parts[metric];
                if (group.Has(above) && (below is null || group.Has(below)))
                {
                    judged += Judge(group, metric, above, below, options, found);
                }
            }
        }

        return new AnomalyReport([.. found.OrderByDescending(anomaly => Math.Abs(anomaly.Score)).ThenBy(anomaly => anomaly.Day)], judged, notes);
    }

    private static int Judge(GroupSeries group, string metric, string above, string? below, AnomalyOptions options, List<Anomaly> found)
    {
        var (numerators, denominators) = (group.Of(above).ToArray(), below is null ? null : group.Of(below).ToArray());
        var used = Enumerable.Range(0, group.BlockCount).Where(index => denominators is null || denominators[index] > 0).ToArray();
        if (used.Length < options.MinimumDays)
        {
            return 0;
        }

        int[] days = [.. used.Select(index => group.Days![index])];
        double[] values = [.. used.Select(index => denominators is null ? numerators[index] : numerators[index] / denominators[index])];
        var isSeasonal = days[^1] - days[0] + 1 >= 7 * options.SeasonalWeeks;
        var expected = SeasonalBaseline.Of(days, values, Math.Max(7, options.LevelDays), isSeasonal);
        var counts = Counts(group, metric, days, used, expected, options, isSeasonal);
        var judged = Enumerable.Range(0, days.Length).Where(index => expected[index] > 0 && counts[index] >= options.MinimumCount).ToArray();
        if (judged.Length < options.MinimumDays)
        {
            return 0;
        }

        var spread = RobustScale.NormalConsistency * RobustScale.Median([.. judged.Select(index => Math.Abs(values[index] / expected[index] - 1))]);
        foreach (var index in judged)
        {
            var scale = Math.Max(spread, 1 / Math.Sqrt(counts[index])) * expected[index];
            var score = scale > 0 ? (values[index] - expected[index]) / scale : 0;
            if (Math.Abs(score) > options.Threshold)
            {
                found.Add(new Anomaly
                {
                    Key = group.Key,
                    Metric = metric,
                    Day = DateOnly.FromDayNumber(days[index]),
                    Value = values[index],
                    Expected = expected[index],
                    BandLow = Math.Max(0, expected[index] - options.Threshold * scale),
                    BandHigh = expected[index] + options.Threshold * scale,
                    Score = score,
                    Method = isSeasonal ? "weekday and rolling median" : "rolling median",
                    Days = days.Length,
                });
            }
        }

        return judged.Length;
    }

    // The count that the error of a value rests on; infinite for money, which is not counted.
    private static double[] Counts(GroupSeries group, string metric, int[] days, int[] used, double[] expected, AnomalyOptions options, bool isSeasonal)
    {
        if (metric is "clicks" or "conversions")
        {
            return expected;
        }

        if (metric is "cost" || !group.Has(MeasureNames.Conversions))
        {
            return [.. expected.Select(_ => double.PositiveInfinity)];
        }

        var conversions = group.Of(MeasureNames.Conversions).ToArray();
        return SeasonalBaseline.Of(days, [.. used.Select(index => conversions[index])], Math.Max(7, options.LevelDays), isSeasonal);
    }

    private static double Cost(GroupSeries group) => group.Has(MeasureNames.Cost) ? group.Sum(MeasureNames.Cost) : 0;
}
