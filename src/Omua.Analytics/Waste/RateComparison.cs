using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Compares two rates of events per exposure (conversions per money).</summary>
public static class RateComparison
{
    /// <summary>
    /// The ratio of two Poisson rates (x1/e1) / (x2/e2), tested exactly given x1 + x2: x1 is binomial with share e1 / (e1 + e2) if the rates are equal. Two-sided p-value by doubling;
    /// interval by Clopper and Pearson. Fractional counts (from attribution, or discounted for dispersion) go through the incomplete beta function.
    /// Assumes counts without further dispersion: divide count and exposure by <see cref="Dispersion"/> first.
    /// Source: Przyborowski and Wilenski (1940), Biometrika 31; Clopper and Pearson (1934), Biometrika 26.
    /// </summary>
    /// <param name="count1">x1, not negative.</param>
    /// <param name="exposure1">e1, above 0.</param>
    /// <param name="count2">x2, not negative; x1 + x2 above 0.</param>
    /// <param name="exposure2">e2, above 0.</param>
    /// <param name="level">Confidence level. Default 0.95.</param>
    /// <returns>The ratio (null where x2 is 0) with its interval (its high end may be infinite), and the p-value of equal rates.</returns>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.ZeroTotal"/>.</exception>
    public static (Estimate Ratio, double PValue) Poisson(double count1, double exposure1, double count2, double exposure2, double level = 0.95)
    {
        MathsFaults.Level(level);
        foreach (var (name, value) in new[] { ("a count", count1), ("a count", count2) })
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                throw MathsFaults.OutOfRange(name, value, "0 and more");
            }
        }

        if (!(exposure1 > 0 && exposure2 > 0))
        {
            throw MathsFaults.NothingToDivideBy("exposure");
        }

        if (!(count1 + count2 > 0))
        {
            throw MathsFaults.NothingToDivideBy("counts");
        }

        var share = exposure1 / (exposure1 + exposure2);
        var atMost = SpecialFunctions.BetaRegularized(count2 == 0 ? 1e-300 : count2, count1 + 1, 1 - share);
        var atLeast = count1 == 0 ? 1 : SpecialFunctions.BetaRegularized(count1, count2 + 1, share);
        atMost = count2 == 0 ? 1 : atMost;
        var tail = (1 - level) / 2;
        var low = count1 == 0 ? 0 : Beta.InvCDF(count1, count2 + 1, tail);
        var high = count2 == 0 ? 1 : Beta.InvCDF(count1 + 1, count2, 1 - tail);
        var interval = new Interval(Odds(low) * exposure2 / exposure1, Odds(high) * exposure2 / exposure1, level);
        double? ratio = count2 > 0 ? count1 / exposure1 / (count2 / exposure2) : null;
        return (new Estimate(ratio, interval, "conditional binomial"), Math.Min(1, 2 * Math.Min(atMost, atLeast)));
    }

    /// <summary>
    /// Variance of a sum of counts in units of its mean, from blocks: n/(n-1) sum((y - r x)^2) / sum(y) with r = sum(y)/sum(x). 1 is Poisson; ad data is usually above it.
    /// Assumes independent blocks. Null where there is one block or no event.
    /// </summary>
    /// <param name="counts">y of each block.</param>
    /// <param name="exposures">x of each block.</param>
    public static double? Dispersion(ReadOnlySpan<double> counts, ReadOnlySpan<double> exposures)
    {
        var (total, exposure) = (0.0, 0.0);
        for (var index = 0; index < counts.Length; index++)
        {
            total += counts[index];
            exposure += exposures[index];
        }

        if (counts.Length < 2 || total <= 0 || exposure <= 0)
        {
            return null;
        }

        var residuals = 0.0;
        for (var index = 0; index < counts.Length; index++)
        {
            var residual = counts[index] - total / exposure * exposures[index];
            residuals += residual * residual;
        }

        return residuals * counts.Length / (counts.Length - 1) / total;
    }

    private static double Odds(double share) => share >= 1 ? double.PositiveInfinity : share / (1 - share);
}
