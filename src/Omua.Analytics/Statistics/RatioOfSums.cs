using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// A ratio of two sums over blocks (ROAS = sum(revenue) / sum(cost), CPA = sum(cost) / sum(conversions)) with its interval. A block is a day, or a row where the
/// export carries no days: rows of one day share what happened on that day and are not independent.
/// </summary>
public static class RatioOfSums
{
    /// <summary>
    /// The ratio R = sum(y)/sum(x) with the delta-method (linearisation) interval: var(R) = n/(n-1) sum((y - R x)^2) / sum(x)^2, Student t with n-1 degrees of freedom.
    /// Unit: that of y per that of x. Assumes independent blocks and n not small. Source: Cochran (1977), "Sampling Techniques", ch. 6.
    /// </summary>
    /// <param name="numerators">y, one finite value for each block.</param>
    /// <param name="denominators">x, one finite value for each block, not negative.</param>
    /// <param name="level">Confidence level, between 0 and 1. Default 0.95.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 2 blocks, <see cref="FaultCodes.ZeroTotal"/> for sum(x) = 0.</exception>
    public static Estimate Delta(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, double level = 0.95)
    {
        var (ratio, total) = Ratio(numerators, denominators, level);
        var n = numerators.Length;
        var residuals = 0.0;
        for (var index = 0; index < n; index++)
        {
            var residual = numerators[index] - ratio * denominators[index];
            residuals += residual * residual;
        }

        var half = StudentT.InvCDF(0, 1, n - 1, (1 + level) / 2) * Math.Sqrt(residuals * n / (n - 1)) / total;
        return new Estimate(ratio, new Interval(ratio - half, ratio + half, level), "delta method");
    }

    /// <summary>
    /// The ratio with the percentile interval of a circular block bootstrap: runs of <paramref name="blockLength"/> consecutive blocks are drawn with replacement, so that what
    /// one day passes to the next stays in. Unit: that of y per that of x. Assumes a stationary series over the window.
    /// Source: Politis and Romano (1992), "A circular block-resampling procedure for stationary data".
    /// </summary>
    /// <param name="numerators">y, in the order of the days.</param>
    /// <param name="denominators">x, in the order of the days, not negative.</param>
    /// <param name="blockLength">Blocks in a run; 0 takes 7 where there are at least 28 blocks, else 1. Use 1 for rows without days. Default 0.</param>
    /// <param name="draws">How many resamples. Default 2000, at least 100.</param>
    /// <param name="seed">Seed of the resampling; the same seed gives the same interval. Default 1.</param>
    /// <param name="level">Confidence level, between 0 and 1. Default 0.95.</param>
    /// <exception cref="FaultException">As <see cref="Delta"/>, and <see cref="FaultCodes.FigureOutOfRange"/> for fewer draws than 100.</exception>
    public static Estimate Bootstrap(
        ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, int blockLength = 0, int draws = 2000, int seed = 1, double level = 0.95)
    {
        var (ratio, _) = Ratio(numerators, denominators, level);
        if (draws < 100)
        {
            throw MathsFaults.OutOfRange("the number of draws", draws, "100 and more");
        }

        var ratios = new List<double>(draws);
        var blocks = new BlockResampling(numerators.Length, blockLength, new Random(seed));
        for (var draw = 0; draw < draws; draw++)
        {
            var (above, below) = (0.0, 0.0);
            foreach (var index in blocks.Next())
            {
                above += numerators[index];
                below += denominators[index];
            }

            if (below > 0)
            {
                ratios.Add(above / below);
            }
        }

        // A resample without a denominator has no ratio. Where many have none, the interval of the others would look too sure.
        return ratios.Count < draws * level
            ? new Estimate(ratio, null, "block bootstrap", "too few blocks have a denominator for an interval")
            : new Estimate(ratio, RobustScale.Percentiles([.. ratios], level), "block bootstrap");
    }

    private static (double Ratio, double Total) Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, double level)
    {
        MathsFaults.Level(level);
        if (numerators.Length != denominators.Length)
        {
            throw MathsFaults.OutOfRange("the number of denominators", denominators.Length, $"{numerators.Length} to {numerators.Length}");
        }

        if (numerators.Length < 2)
        {
            throw MathsFaults.TooFew("The interval of a ratio", numerators.Length, 2);
        }

        var (above, below) = (0.0, 0.0);
        for (var index = 0; index < numerators.Length; index++)
        {
            above += numerators[index];
            below += denominators[index];
        }

        return below > 0 ? (above / below, below) : throw MathsFaults.NothingToDivideBy("the denominator");
    }
}
