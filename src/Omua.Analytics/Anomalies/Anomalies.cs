namespace Omua.Analytics;

/// <summary>Finds days on which a group's daily figures left what the days around them let expect.</summary>
public static class Anomalies
{
    /// <summary>
    /// Expected value: median of the days around a day (itself left out) times the median factor of its weekday, where there are enough weeks. The score is
    /// g(value) - g(expected) on Anscombe's scale g(y) = (2/s) arsinh(s sqrt(y + 3/8)), on which counting error and a relative error s (from the MAD of the series) together are 1; money
    /// is counted in conversions where they are known. Two-sided. A gap (a day without rows) is not an anomaly. Assumes that most days
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

            foreach (var metric in options.Metrics)
            {
                judged += JudgedMetric.Of(group, metric) is { } figures ? Judge(group, metric, figures, options, found) : 0;
            }
        }

        return new AnomalyReport([.. found.OrderByDescending(anomaly => Math.Abs(anomaly.Score)).ThenBy(anomaly => anomaly.Day)], judged, notes);
    }

    /// <summary>
    /// Judges each value of a series by the values before it, as they would have been judged on arrival. On the logarithm (square root where zero occurs) of the values: expected = median of the last 7 days, rhythm taken
    /// off, + the median deviation of the same hour (of the same weekday for daily values) over 28 days; spread = 1.4826 * median absolute residual over 56 days; score = residual / spread. A value raises an alarm
    /// where |score| is above the limit that ordinary values pass at <see cref="WatchOptions.FalseAlarmRate"/>, read off an exponential tail between the 0.90 and 0.98 quantiles of past scores. A trouble that goes on
    /// raises one alarm, and a second where it grows by <see cref="WatchOptions.Escalation"/>. Assumes that most values are ordinary; a new level is learned within days.
    /// Source of the tail: Siffer et al. (2017), "Anomaly detection in streams with extreme value theory", KDD, with shape 0.
    /// </summary>
    /// <param name="series">At least 161 values, not all equal, times rising.</param>
    /// <param name="options">How; default <see cref="WatchOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.NoVariation"/>, <see cref="FaultCodes.FigureOutOfRange"/>.</exception>
    public static WatchReport Watch(TimeSeries series, WatchOptions? options = null) => new SeriesWatch(series, options ?? new WatchOptions()).Run();

    private static int Judge(GroupSeries group, string metric, JudgedMetric figures, AnomalyOptions options, List<Anomaly> found)
    {
        if (figures.Blocks.Length < options.MinimumDays)
        {
            return 0;
        }

        int[] days = [.. figures.Blocks.Select(block => group.Days![block])];
        var isSeasonal = days[^1] - days[0] + 1 >= 7 * options.SeasonalWeeks;
        var expected = SeasonalBaseline.Of(days, figures.Values, Math.Max(7, options.LevelDays), isSeasonal);
        var judged = Enumerable.Range(0, days.Length).Where(index => expected[index] > 0 && figures.Count(index, expected[index]) >= options.MinimumCount).ToArray();
        if (judged.Length < options.MinimumDays)
        {
            return 0;
        }

        (double Value, double Expected) Counts(int index) => (figures.Count(index, figures.Values[index]), figures.Count(index, expected[index]));
        var scale = CountScale.Of([.. judged.Select(Counts)]);
        foreach (var index in judged)
        {
            var counts = Counts(index);
            var score = scale.Score(counts.Value, counts.Expected);
            if (Math.Abs(score) <= options.Threshold)
            {
                continue;
            }

            var (low, high) = (figures.Value(index, scale.At(counts.Expected, -options.Threshold)), figures.Value(index, scale.At(counts.Expected, options.Threshold)));
            found.Add(new Anomaly
            {
                Key = group.Key,
                Metric = metric,
                Day = DateOnly.FromDayNumber(days[index]),
                Value = figures.Values[index],
                Expected = expected[index],
                BandLow = Math.Min(low, high),
                BandHigh = Math.Max(low, high),
                Score = figures.IsInverse ? -score : score,
                Method = isSeasonal ? "weekday and rolling median" : "rolling median",
                Days = days.Length,
            });
        }

        return judged.Length;
    }

    private static double Cost(GroupSeries group) => group.Has(MeasureNames.Cost) ? group.Sum(MeasureNames.Cost) : 0;
}
