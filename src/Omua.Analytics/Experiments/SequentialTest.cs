namespace Omua.Analytics;

/// <summary>An interval that may be looked at as often as one likes.</summary>
public static class SequentialTest
{
    /// <summary>
    /// The relative lift with an asymptotic confidence sequence: lift -+ sqrt(V N) sqrt(2 (N r^2 + 1) log(sqrt(N r^2 + 1) / a)) / (N r), V the variance of the lift, N the units of both arms, a = 1 - level,
    /// r = sqrt((-2 log a + log(1 - 2 log a)) / N*). It covers the truth at all N at once; it is narrowest near N*. Unit: ratio.
    /// Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52.
    /// </summary>
    /// <param name="control">The control.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="isShare">Whether the metric is yes or no, whose variance is p (1 - p). Default false.</param>
    /// <param name="expectedUnits">N*: units of both arms at which one expects to decide; above 0. Default 5000.</param>
    /// <param name="level">Confidence level. Default 0.95.</param>
    /// <exception cref="FaultException">As <see cref="MeanTests.RelativeWelch"/>, and <see cref="FaultCodes.FigureOutOfRange"/> for N* of zero or less.</exception>
    public static Estimate RelativeLift(ArmMoments control, ArmMoments treatment, bool isShare = false, double expectedUnits = 5000, double level = 0.95)
    {
        MeanTests.Check(control, treatment, level);
        if (!(expectedUnits > 0))
        {
            throw MathsFaults.OutOfRange("the expected number of units", expectedUnits, "above 0");
        }

        var (ofControl, ofTreatment) = MeanTests.RelativeVariances(control, treatment, isShare);
        var (alpha, units, lift) = (1 - level, control.Count + treatment.Count, treatment.Mean / control.Mean - 1);
        var rho = Math.Sqrt((-2 * Math.Log(alpha) + Math.Log(1 - 2 * Math.Log(alpha))) / expectedUnits);
        var spread = units * rho * rho + 1;
        var half = Math.Sqrt((ofControl + ofTreatment) * units) * Math.Sqrt(2 * spread * Math.Log(Math.Sqrt(spread) / alpha)) / (units * rho);
        return new Estimate(lift, new Interval(lift - half, lift + half, level), "asymptotic confidence sequence");
    }
}
