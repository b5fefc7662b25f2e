namespace Omua.Analytics;

/// <summary>Centre and spread that a few wild values do not move.</summary>
public static class RobustScale
{
    /// <summary>1 / quantile 0.75 of the standard normal: turns a MAD into a standard deviation for normal values.</summary>
    public const double NormalConsistency = 1.482602218505602;

    /// <summary>The median: the middle value, or the mean of the two middle ones. Unit: that of the values.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> for no value.</exception>
    public static double Median(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw MathsFaults.TooFew("A median", 0, 1);
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// The median absolute deviation, median(|x - median(x)|), not scaled; times <see cref="NormalConsistency"/> it estimates a standard deviation.
    /// Source: Hampel (1974), "The influence curve and its role in robust estimation", JASA 69.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> for no value.</exception>
    public static double Mad(ReadOnlySpan<double> values)
    {
        var centre = Median(values);
        var deviations = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            deviations[index] = Math.Abs(values[index] - centre);
        }

        return Median(deviations);
    }

    /// <summary>The quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). <paramref name="sorted"/> is in rising order.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The percentile interval of draws; sorts them in place.</summary>
    internal static Interval Percentiles(double[] draws, double level)
    {
        Array.Sort(draws);
        return new Interval(Quantile(draws, (1 - level) / 2), Quantile(draws, (1 + level) / 2), level);
    }
}
