using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Compares the last N days of a metric with the N before by resampling days within each.</summary>
internal static class PeriodComparison
{
    // Half a week: long enough to keep neighbouring days together, short enough to leave several runs in a period.
    private const int RunLength = 3;

    public static PeriodChange? Of(GroupSeries group, string above, string? below, int last, TrendOptions options)
    {
        var available = (last - group.Days![0] + 1) / 2;
        var days = Math.Min(Math.Max(7, options.CompareDays), available >= 7 ? available / 7 * 7 : available);
        if (days < 7)
        {
            return null;
        }

        var after = Sums(group, above, below, last - days + 1, days);
        var before = Sums(group, above, below, last - 2 * days + 1, days);
        var (afterValue, beforeValue) = (Ratio(after), Ratio(before));
        var (difference, p) = Difference(before, after, afterValue - beforeValue, options);
        return new PeriodChange(Range(last - 2 * days + 1, days), Range(last - days + 1, days), beforeValue, afterValue, difference) { PValue = p };
    }

    private static (Estimate Difference, double? PValue) Difference((double[] Above, double[] Below) before, (double[] Above, double[] Below) after, double? value, TrendOptions options)
    {
        const string method = "block bootstrap of days";
        if (value is null)
        {
            return (new Estimate(null, null, method, "a period has no denominator"), null);
        }

        if (before.Above.All(sum => sum == 0) && after.Above.All(sum => sum == 0))
        {
            return (new Estimate(value, null, method, "nothing in either period"), null);
        }

        var random = new Random(options.Seed);
        var (first, second) = (new BlockResampling(before.Above.Length, RunLength, random), new BlockResampling(after.Above.Length, RunLength, random));
        var draws = new List<double>(options.Draws);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            if (Ratio(after, second.Next()) - Ratio(before, first.Next()) is { } difference)
            {
                draws.Add(difference);
            }
        }

        return draws.Count < options.Draws * options.Level
            ? (new Estimate(value, null, method, "too few days have a denominator for an interval"), null)
            : (new Estimate(value, RobustScale.Percentiles([.. draws], options.Level), method), PValue(value.Value, draws, before.Above.Length));
    }

    private static double? PValue(double value, List<double> draws, int days)
    {
        var mean = draws.Average();
        var error = Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Count - 1));
        return error > 0 ? 2 * StudentT.CDF(0, 1, Math.Max(2, 2 * (days / RunLength) - 2), -Math.Abs(value) / error) : null;
    }

    private static (double[] Above, double[] Below) Sums(GroupSeries group, string above, string? below, int from, int days)
    {
        var (numerators, denominators) = (new double[days], new double[days]);
        var upper = group.Of(above);
        var lower = below is null ? default : group.Of(below);
        Array.Fill(denominators, below is null ? 1 : 0);
        for (var index = 0; index < group.BlockCount; index++)
        {
            var day = group.Days![index] - from;
            if (day >= 0 && day < days)
            {
                numerators[day] = upper[index];
                denominators[day] = below is null ? 1 : lower[index];
            }
        }

        return (numerators, denominators);
    }

    private static double? Ratio((double[] Above, double[] Below) sums, int[]? sample = null)
    {
        var (above, below) = (0.0, 0.0);
        for (var index = 0; index < sums.Above.Length; index++)
        {
            var day = sample is null ? index : sample[index];
            above += sums.Above[day];
            below += sums.Below[day];
        }

        return below > 0 ? above / below : null;
    }

    private static DateRange Range(int from, int days) => new(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(from + days - 1));
}
