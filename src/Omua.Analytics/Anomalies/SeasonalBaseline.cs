namespace Omua.Analytics;

/// <summary>What each day of a series lets expect of itself from the days around it.</summary>
internal static class SeasonalBaseline
{
    /// <summary>Expected values: the median of the days around, times the median factor of the weekday where there is a rhythm. NaN where no day is around.</summary>
    public static double[] Of(int[] days, double[] values, int reach, bool isSeasonal)
    {
        var factors = new double[7];
        Array.Fill(factors, 1);
        // Two passes: the first level is blurred by weekdays, the second is taken from values without them.
        for (var pass = 0; isSeasonal && pass < 2; pass++)
        {
            var level = Level(days, values, factors, reach);
            var shares = Enumerable.Range(0, days.Length).Where(index => level[index] > 0).ToLookup(index => days[index] % 7, index => values[index] / level[index]);
            for (var weekday = 0; weekday < 7; weekday++)
            {
                var factor = shares[weekday].Any() ? RobustScale.Median([.. shares[weekday]]) : 1;
                factors[weekday] = factor > 0 ? factor : 1;
            }
        }

        var levels = Level(days, values, factors, reach);
        return [.. levels.Select((level, index) => level * factors[days[index] % 7])];
    }

    private static double[] Level(int[] days, double[] values, double[] factors, int reach)
    {
        var (levels, from, to) = (new double[days.Length], 0, 0);
        var around = new List<double>(2 * reach + 1);
        for (var index = 0; index < days.Length; index++)
        {
            // At the ends the window keeps its width by reaching further inside.
            var first = Math.Max(days[0], Math.Min(days[index] - reach, days[^1] - 2 * reach));
            var last = Math.Max(days[index] + reach, days[0] + 2 * reach);
            while (days[from] < first)
            {
                from++;
            }

            while (to < days.Length && days[to] <= last)
            {
                to++;
            }

            around.Clear();
            for (var other = from; other < to; other++)
            {
                if (other != index)
                {
                    around.Add(values[other] / factors[days[other] % 7]);
                }
            }

            levels[index] = around.Count == 0 ? double.NaN : RobustScale.Median([.. around]);
        }

        return levels;
    }
}
