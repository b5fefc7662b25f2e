using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>How many are left after a time, where some are still there when the watching ends.</summary>
/// <param name="Points">The curve: one point for each time at which someone left, rising; before the first all are there.</param>
/// <param name="Subjects">How many were watched.</param>
/// <param name="Ended">How many of them were seen to leave.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalPoint> Points, int Subjects, int Ended)
{
    /// <summary>The first time at which half or fewer are left; null where the watching ended before.</summary>
    public double? Median => Points.FirstOrDefault(point => point.Survival <= 0.5)?.Time;

    /// <summary>
    /// The product-limit estimate S(t) = product of (1 - d/n) over the times up to t, d leaving of n at risk; variance by Greenwood, interval on the log-minus-log scale, which stays within 0..1.
    /// Unit of time: that of the durations. Assumes that those who are still there when the watching ends are no different from the others. Sources: Kaplan and Meier (1958), JASA 53;
    /// Kalbfleisch and Prentice (2002), "The statistical analysis of failure time data".
    /// </summary>
    /// <param name="durations">How long each subject was watched; 0 and more.</param>
    /// <param name="ended">Whether each was seen to leave at that time, rather than the watching to end.</param>
    /// <param name="level">Confidence level. Default 0.95.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> for no subject, <see cref="FaultCodes.FigureOutOfRange"/> for a negative duration or lists that differ in length.</exception>
    public static SurvivalCurve KaplanMeier(IReadOnlyList<double> durations, IReadOnlyList<bool> ended, double level = 0.95)
    {
        MathsFaults.Level(level);
        if (durations.Count == 0)
        {
            throw MathsFaults.TooFew("A survival curve", 0, 1);
        }

        if (ended.Count != durations.Count || durations.Any(duration => !(duration >= 0 && double.IsFinite(duration))))
        {
            throw MathsFaults.OutOfRange("a duration", durations.Min(), "0 and more, with an end for each");
        }

        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var (atRisk, survival, greenwood, points) = (durations.Count, 1.0, 0.0, new List<SurvivalPoint>());
        foreach (var time in Enumerable.Range(0, durations.Count).GroupBy(subject => durations[subject]).OrderBy(group => group.Key))
        {
            var left = time.Count(subject => ended[subject]);
            if (left > 0)
            {
                survival *= 1 - left / (double)atRisk;
                greenwood += left < atRisk ? left / ((double)atRisk * (atRisk - left)) : 0;
                points.Add(new SurvivalPoint(time.Key, atRisk, left, survival, Around(survival, greenwood, z, level)));
            }

            atRisk -= time.Count();
        }

        return new SurvivalCurve(points, durations.Count, ended.Count(end => end));
    }

    // Where nobody is left the scale ends, and no interval can be given.
    private static Interval? Around(double survival, double greenwood, double z, double level)
    {
        if (survival is <= 0 or >= 1)
        {
            return null;
        }

        var half = z * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
        return new Interval(Math.Pow(survival, Math.Exp(half)), Math.Pow(survival, Math.Exp(-half)), level);
    }
}
