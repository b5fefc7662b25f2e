using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Tests of one arm against another. Both arms' units are independent draws; the number of units was fixed before anyone looked.</summary>
public static class MeanTests
{
    /// <summary>
    /// Two shares: d = x2/n2 - x1/n1, z = d / sqrt(p (1-p) (1/n1 + 1/n2)) with the pooled share p; the interval by the unpooled error sqrt(p1 (1-p1)/n1 + p2 (1-p2)/n2). Unit: ratio.
    /// Assumes n p and n (1-p) of about 10 and more. Source: Fleiss, Levin and Paik (2003), "Statistical methods for rates and proportions", ch. 3.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.ZeroTotal"/> for an empty arm, <see cref="FaultCodes.NoVariation"/> where all or none succeeded in both.</exception>
    public static MeanComparison Shares(double successes1, double count1, double successes2, double count2, double level = 0.95)
    {
        MathsFaults.Level(level);
        foreach (var (successes, count) in new[] { (successes1, count1), (successes2, count2) })
        {
            if (!(count > 0))
            {
                throw MathsFaults.NothingToDivideBy("units of an arm");
            }

            if (!(successes >= 0 && successes <= count))
            {
                throw MathsFaults.OutOfRange("the number of successes", successes, "0 to the number of units");
            }
        }

        var (p1, p2, pooled) = (successes1 / count1, successes2 / count2, (successes1 + successes2) / (count1 + count2));
        if (pooled is 0 or 1)
        {
            throw MathsFaults.NoVariation("The outcome");
        }

        var difference = p2 - p1;
        var z = difference / Math.Sqrt(pooled * (1 - pooled) * (1 / count1 + 1 / count2));
        var half = Normal.InvCDF(0, 1, (1 + level) / 2) * Math.Sqrt(p1 * (1 - p1) / count1 + p2 * (1 - p2) / count2);
        return new MeanComparison(
            "two-proportion z", new Estimate(difference, new Interval(difference - half, difference + half, level), "unpooled normal"), z, null, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>
    /// Two means: t = (m2 - m1) / sqrt(s1^2/n1 + s2^2/n2), degrees of freedom by Satterthwaite. Unit: that of the metric. Assumes means that are about normal, which wild values delay.
    /// Source: Welch (1947), Biometrika 34.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 2 units in an arm, <see cref="FaultCodes.NoVariation"/> where no value differs.</exception>
    public static MeanComparison Welch(ArmMoments control, ArmMoments treatment, double level = 0.95)
    {
        Check(control, treatment, level);
        return Compare("Welch t", treatment.Mean - control.Mean, control.Variance / control.Count, treatment.Variance / treatment.Count, Freedom(control, treatment), level);
    }

    /// <summary>
    /// Two means in relation: lift = m2/m1 - 1, with the delta method s2^2/(n2 m1^2) + s1^2 m2^2/(n1 m1^4) as its variance and Welch's degrees of freedom. Unit: ratio. Assumes a control
    /// mean that is several standard errors from zero.
    /// </summary>
    /// <exception cref="FaultException">As <see cref="Welch"/>, and <see cref="FaultCodes.ZeroTotal"/> for a control mean of zero.</exception>
    public static MeanComparison RelativeWelch(ArmMoments control, ArmMoments treatment, double level = 0.95)
    {
        Check(control, treatment, level);
        var (ofControl, ofTreatment) = RelativeVariances(control, treatment);
        return Compare("Welch t, relative", treatment.Mean / control.Mean - 1, ofControl, ofTreatment, Freedom(control, treatment), level);
    }

    /// <summary>The parts of the variance of treatment / control that come from each arm.</summary>
    internal static (double Control, double Treatment) RelativeVariances(ArmMoments control, ArmMoments treatment, bool isShare = false)
    {
        if (control.Mean == 0)
        {
            throw MathsFaults.NothingToDivideBy("the control's metric");
        }

        var (squared, ratio) = (control.Mean * control.Mean, treatment.Mean / control.Mean);
        // The variance of yes and no is p (1 - p), not that over n - 1.
        double OfMean(ArmMoments arm) => arm.Variance / arm.Count * (isShare ? (arm.Count - 1) / arm.Count : 1);
        return (OfMean(control) * ratio * ratio / squared, OfMean(treatment) / squared);
    }

    internal static void Check(ArmMoments control, ArmMoments treatment, double level)
    {
        MathsFaults.Level(level);
        if (!(Math.Min(control.Count, treatment.Count) >= 2))
        {
            throw MathsFaults.TooFew("A comparison of means", (int)Math.Min(control.Count, treatment.Count), 2);
        }

        if (!(control.Variance + treatment.Variance > 0))
        {
            throw MathsFaults.NoVariation("The metric");
        }
    }

    internal static MeanComparison Compare(string test, double difference, double variance1, double variance2, double freedom, double level)
    {
        var error = Math.Sqrt(variance1 + variance2);
        var half = StudentT.InvCDF(0, 1, freedom, (1 + level) / 2) * error;
        return new MeanComparison(
            test, new Estimate(difference, new Interval(difference - half, difference + half, level), test), difference / error, freedom, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference / error)));
    }

    /// <summary>Satterthwaite's degrees of freedom of a sum of two variances of means.</summary>
    internal static double Freedom(double variance1, double count1, double variance2, double count2) =>
        (variance1 + variance2) * (variance1 + variance2) / (variance1 * variance1 / (count1 - 1) + variance2 * variance2 / (count2 - 1));

    private static double Freedom(ArmMoments control, ArmMoments treatment) =>
        Freedom(control.Variance / control.Count, control.Count, treatment.Variance / treatment.Count, treatment.Count);
}
