namespace Omua.Analytics;

/// <summary>
/// A coefficient that the data gives, brought together with the one that lift tests imply. Both carry their variance; the data's is raised by what the two are further apart than chance allows,
/// since that is confounding, and only the data can be confounded. Source: DerSimonian and Laird (1986), "Meta-analysis in clinical trials", for two estimates of which one may be biased.
/// </summary>
internal sealed class MixCalibration
{
    private readonly IReadOnlyList<(LiftTest Test, int Index)> _tests;
    private readonly double _dataVariance;

    public MixCalibration(IReadOnlyList<(LiftTest Test, int Index)> tests, MixCandidate candidate, double coefficient, double ownSquares, double residualVariance)
    {
        (_tests, _dataVariance) = (tests, residualVariance / ownSquares);
        var (implied, variance) = Implied(candidate, test => test.Lift);
        _dataVariance += Math.Max(0, (coefficient - implied) * (coefficient - implied) - variance - _dataVariance);
    }

    /// <summary>The coefficient of both, weighed by precision.</summary>
    public double Pooled(MixCandidate candidate, double coefficient, Func<LiftTest, double> lift)
    {
        var (implied, variance) = Implied(candidate, lift);
        return double.IsInfinity(variance) ? coefficient : Math.Max(0, (coefficient / _dataVariance + implied / variance) / (1 / _dataVariance + 1 / variance));
    }

    private (double Coefficient, double Variance) Implied(MixCandidate candidate, Func<LiftTest, double> lift)
    {
        var (product, square) = (0.0, 0.0);
        foreach (var (test, index) in _tests)
        {
            var weight = 1 / (test.StandardError * test.StandardError);
            product += weight * candidate.Lifts[index] * lift(test);
            square += weight * candidate.Lifts[index] * candidate.Lifts[index];
        }

        return square > 0 ? (product / square, 1 / square) : (0, double.PositiveInfinity);
    }
}
