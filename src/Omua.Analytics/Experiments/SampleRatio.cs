using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>Whether units came into the arms as they should.</summary>
/// <param name="PValue">p-value of "as they should"; 0 to 1.</param>
/// <param name="ChiSquare">The statistic.</param>
/// <param name="Verdict">What follows.</param>
public sealed record SampleRatio(double PValue, double ChiSquare, SampleRatioVerdict Verdict)
{
    /// <summary>
    /// Pearson's chi-square of the counts against the intended shares, with one degree of freedom less than arms; warn below 0.01, block below 0.001: a comparison of arms that were filled wrongly is
    /// not repaired by any test. Source: Fabijan et al. (2019), "Diagnosing sample ratio mismatch in online controlled experiments", KDD.
    /// </summary>
    /// <param name="counts">Units of each arm.</param>
    /// <param name="shares">Intended shares, in the same order; any positive weights. Null for equal ones.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewArms"/> below two arms, <see cref="FaultCodes.FigureOutOfRange"/> for a share of zero or less, or another number of shares than arms.</exception>
    public static SampleRatio Check(IReadOnlyList<double> counts, IReadOnlyList<double>? shares = null)
    {
        if (counts.Count < 2)
        {
            throw ExperimentFaults.TooFewArms(counts.Count);
        }

        shares ??= [.. counts.Select(_ => 1.0)];
        if (shares.Count != counts.Count || shares.Any(share => !(share > 0)))
        {
            throw MathsFaults.OutOfRange("the number of positive shares", shares.Count(share => share > 0), $"{counts.Count} to {counts.Count}");
        }

        var (units, whole) = (counts.Sum(), shares.Sum());
        var statistic = counts.Zip(shares, (count, share) => (Count: count, Expected: units * share / whole)).Sum(arm => (arm.Count - arm.Expected) * (arm.Count - arm.Expected) / arm.Expected);
        var p = 1 - ChiSquared.CDF(counts.Count - 1, statistic);
        return new SampleRatio(p, statistic, p < 0.001 ? SampleRatioVerdict.Block : p < 0.01 ? SampleRatioVerdict.Warn : SampleRatioVerdict.Ok);
    }
}
