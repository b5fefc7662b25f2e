using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>How large an experiment has to be, and how long it runs.</summary>
/// <param name="UnitsPerArm">Units that each arm needs.</param>
/// <param name="MinimumDetectableEffect">The least difference that is found with the power asked for, in the unit of the metric.</param>
/// <param name="RelativeEffect">The same in relation to the baseline; ratio.</param>
/// <param name="Days">Days until all arms are full; null where no traffic was given.</param>
public sealed record ExperimentDesign(double UnitsPerArm, double MinimumDetectableEffect, double RelativeEffect, double? Days)
{
    /// <summary>
    /// For a share p0 and an effect d: n = (z(1-a/2) + z(power))^2 (p0 (1-p0) + p1 (1-p1)) / d^2 units an arm, p1 = p0 + d, a divided by the number of comparisons (arms - 1).
    /// Source: Fleiss, Levin and Paik (2003), ch. 4, without continuity correction.
    /// </summary>
    /// <param name="baseline">p0; between 0 and 1.</param>
    /// <param name="relativeEffect">d / p0; not 0, and p1 within 0..1.</param>
    /// <param name="unitsPerDay">Units of all arms together a day; null where unknown.</param>
    /// <param name="arms">Arms with the control; 2 and more.</param>
    /// <param name="power">Default 0.8.</param>
    /// <param name="level">1 - a. Default 0.95.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.TooFewArms"/>.</exception>
    public static ExperimentDesign ForShare(double baseline, double relativeEffect, double? unitsPerDay = null, int arms = 2, double power = 0.8, double level = 0.95)
    {
        var lifted = baseline * (1 + relativeEffect);
        if (!(baseline > 0 && baseline < 1))
        {
            throw MathsFaults.OutOfRange("the baseline", baseline, "0 to 1, ends excluded");
        }

        if (!(lifted > 0 && lifted < 1) || relativeEffect == 0)
        {
            throw MathsFaults.OutOfRange("the relative effect", relativeEffect, FormattableString.Invariant($"-1 to {1 / baseline - 1:0.####}, 0 excluded"));
        }

        return For(baseline * (1 - baseline) + lifted * (1 - lifted), baseline * relativeEffect, relativeEffect, unitsPerDay, arms, power, level);
    }

    /// <summary>For a mean m with standard deviation s and an effect d: n = 2 (z(1-a/2) + z(power))^2 s^2 / d^2 units an arm. Otherwise as <see cref="ForShare"/>.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.TooFewArms"/>.</exception>
    public static ExperimentDesign ForMean(double mean, double standardDeviation, double relativeEffect, double? unitsPerDay = null, int arms = 2, double power = 0.8, double level = 0.95)
    {
        if (!(standardDeviation > 0))
        {
            throw MathsFaults.OutOfRange("the standard deviation", standardDeviation, "above 0");
        }

        if (!(Math.Abs(mean * relativeEffect) > 0))
        {
            throw MathsFaults.OutOfRange("the effect", mean * relativeEffect, "anything but 0");
        }

        return For(2 * standardDeviation * standardDeviation, mean * relativeEffect, relativeEffect, unitsPerDay, arms, power, level);
    }

    /// <summary>The least difference of means that n1 and n2 units find with a power: (z(1-a/2) + z(power)) sqrt(v1/n1 + v2/n2), in the unit of the metric.</summary>
    internal static double Detectable(ArmMoments control, ArmMoments treatment, double power, double level) =>
        (Normal.InvCDF(0, 1, (1 + level) / 2) + Normal.InvCDF(0, 1, power)) * Math.Sqrt(control.Variance / control.Count + treatment.Variance / treatment.Count);

    private static ExperimentDesign For(double variances, double effect, double relative, double? unitsPerDay, int arms, double power, double level)
    {
        MathsFaults.Level(level);
        if (arms < 2)
        {
            throw ExperimentFaults.TooFewArms(arms);
        }

        if (!(power > 0 && power < 1))
        {
            throw MathsFaults.OutOfRange("the power", power, "0 to 1, ends excluded");
        }

        if (unitsPerDay is { } traffic && !(traffic > 0))
        {
            throw MathsFaults.OutOfRange("the number of units a day", traffic, "above 0");
        }

        var z = Normal.InvCDF(0, 1, 1 - (1 - level) / 2 / (arms - 1)) + Normal.InvCDF(0, 1, power);
        var units = Math.Ceiling(z * z * variances / (effect * effect));
        return new ExperimentDesign(units, Math.Abs(effect), Math.Abs(relative), unitsPerDay is { } perDay ? Math.Ceiling(units * arms / perDay) : null);
    }
}
