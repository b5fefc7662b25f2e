using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Intervals of shares: click-through rate, conversion rate, retention.</summary>
public static class Proportions
{
    /// <summary>
    /// The score interval of a share x/n: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Unit: ratio, within 0..1. Assumes independent trials.
    /// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
    /// </summary>
    /// <param name="successes">x, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, above 0.</param>
    /// <param name="level">Confidence level, between 0 and 1. Default 0.95.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> or <see cref="FaultCodes.ZeroTotal"/>.</exception>
    public static Estimate Wilson(double successes, double trials, double level = 0.95)
    {
        MathsFaults.Level(level);
        if (!(trials > 0))
        {
            throw MathsFaults.NothingToDivideBy("trials");
        }

        if (!(successes >= 0 && successes <= trials))
        {
            throw MathsFaults.OutOfRange("the number of successes", successes, "0 to the number of trials");
        }

        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var share = successes / trials;
        var centre = (share + z * z / (2 * trials)) / (1 + z * z / trials);
        var half = z / (1 + z * z / trials) * Math.Sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
        // At the ends the formula gives exactly 0 and 1 up to rounding.
        var low = successes == 0 ? 0 : Math.Max(0, centre - half);
        var high = successes == trials ? 1 : Math.Min(1, centre + half);
        return new Estimate(share, new Interval(low, high, level), "Wilson score");
    }

    /// <summary>
    /// The difference of two independent shares x1/n1 - x2/n2 with Newcombe's hybrid score interval:
    /// d - sqrt((p1-l1)^2 + (u2-p2)^2) to d + sqrt((u1-p1)^2 + (p2-l2)^2), l and u from <see cref="Wilson"/>. Unit: ratio, within -1..1.
    /// Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", Statistics in Medicine 17, method 10.
    /// </summary>
    /// <exception cref="FaultException">As <see cref="Wilson"/>.</exception>
    public static Estimate Difference(double successes1, double trials1, double successes2, double trials2, double level = 0.95)
    {
        var first = Wilson(successes1, trials1, level);
        var second = Wilson(successes2, trials2, level);
        var (p1, p2) = (first.Value!.Value, second.Value!.Value);
        var (i1, i2) = (first.Interval!.Value, second.Interval!.Value);
        var difference = p1 - p2;
        var low = difference - Math.Sqrt(Square(p1 - i1.Low) + Square(i2.High - p2));
        var high = difference + Math.Sqrt(Square(i1.High - p1) + Square(p2 - i2.Low));
        return new Estimate(difference, new Interval(low, high, level), "Newcombe hybrid score");
    }

    private static double Square(double value) => value * value;
}
