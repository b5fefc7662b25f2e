using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Straight lines through series in time.</summary>
public static class Slope
{
    /// <summary>
    /// The slope of least squares of y on time with a heteroscedasticity and autocorrelation consistent interval: Bartlett weights, lag floor(4 (n/100)^(2/9)), but at
    /// least <paramref name="minimumLag"/>; scaled by n/(n-2), Student t with n-2 degrees of freedom. Unit: that of y per unit of time. Assumes a weakly dependent error;
    /// with few points the interval is somewhat too narrow. Source: Newey and West (1987), Econometrica 55; (1994), Review of Economic Studies 61.
    /// </summary>
    /// <param name="times">When each value was seen, rising; not all equal.</param>
    /// <param name="values">y.</param>
    /// <param name="minimumLag">Smallest lag of the kernel; 7 for days, so that the week's own rhythm is in. Default 0.</param>
    /// <param name="level">Confidence level. Default 0.95.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 4 values, <see cref="FaultCodes.NoVariation"/> where all times are equal.</exception>
    public static Estimate OfLeastSquares(ReadOnlySpan<double> times, ReadOnlySpan<double> values, int minimumLag = 0, double level = 0.95)
    {
        MathsFaults.Level(level);
        var n = values.Length;
        if (n < 4 || times.Length != n)
        {
            throw MathsFaults.TooFew("A slope", Math.Min(n, times.Length), 4);
        }

        var (meanTime, meanValue) = (Mean(times), Mean(values));
        var (spread, product) = (0.0, 0.0);
        for (var index = 0; index < n; index++)
        {
            spread += (times[index] - meanTime) * (times[index] - meanTime);
            product += (times[index] - meanTime) * (values[index] - meanValue);
        }

        if (spread <= 0)
        {
            throw MathsFaults.NoVariation("Time");
        }

        var slope = product / spread;
        var scores = new double[n];
        for (var index = 0; index < n; index++)
        {
            var time = times[index] - meanTime;
            scores[index] = time * (values[index] - meanValue - slope * time);
        }

        var lag = Math.Min(n / 3, Math.Max(minimumLag, (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9))));
        var half = StudentT.InvCDF(0, 1, n - 2, (1 + level) / 2) * Math.Sqrt(LongRun(scores, lag) * n / (n - 2)) / spread;
        return new Estimate(slope, new Interval(slope - half, slope + half, level), $"least squares, Newey-West lag {lag}");
    }

    private static double LongRun(double[] scores, int lag)
    {
        var sum = 0.0;
        for (var shift = 0; shift <= lag; shift++)
        {
            var product = 0.0;
            for (var index = shift; index < scores.Length; index++)
            {
                product += scores[index] * scores[index - shift];
            }

            sum += shift == 0 ? product : 2 * (1 - shift / (lag + 1.0)) * product;
        }

        return Math.Max(0, sum);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
