using MathNet.Numerics;

namespace Omua.Analytics;

/// <summary>
/// The shifted beta-geometric model of customers under contract: each leaves at each renewal with a beta-distributed probability (alpha, beta).
/// P(T = t) = B(alpha + 1, beta + t - 1) / B(alpha, beta), S(t) = B(alpha, beta + t) / B(alpha, beta). Source: Fader and Hardie (2007), "How to project customer retention", Journal of Interactive Marketing 21.
/// </summary>
/// <param name="Alpha">alpha.</param>
/// <param name="Beta">beta.</param>
/// <param name="LogLikelihood">Log-likelihood of the survivors that it was fitted to.</param>
public sealed record ShiftedBetaGeometric(double Alpha, double Beta, double LogLikelihood)
{
    /// <summary>Share of a cohort that is left after t renewals; 0 to 1.</summary>
    public double Survival(double renewals) => Math.Exp(SpecialFunctions.BetaLn(Alpha, Beta + renewals) - SpecialFunctions.BetaLn(Alpha, Beta));

    /// <summary>Share of those left before renewal t that renews: (beta + t - 1) / (alpha + beta + t - 1); 0 to 1.</summary>
    public double Retention(int renewal) => (Beta + renewal - 1) / (Alpha + Beta + renewal - 1);

    /// <summary>Expected periods that a new customer pays for, without end: (alpha + beta - 1) / (alpha - 1); null where alpha is not above 1, since the sum then has no end.</summary>
    public double? ExpectedLifetime => Alpha > 1 ? (Alpha + Beta - 1) / (Alpha - 1) : null;

    /// <summary>Expected periods paid for within a number of periods: the sum of S(0) .. S(n - 1).</summary>
    public double ExpectedPeriods(int periods) => Enumerable.Range(0, periods).Sum(period => Survival(period));

    /// <summary>Fits to the survivors of one cohort by maximum likelihood.</summary>
    /// <param name="survivors">Customers left after period 0 (the cohort), 1, 2, ...; never rising.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 3 periods, <see cref="FaultCodes.FigureOutOfRange"/> where survivors rise, <see cref="FaultCodes.NoVariation"/> where nobody left.</exception>
    public static ShiftedBetaGeometric Fit(IReadOnlyList<double> survivors)
    {
        if (survivors.Count < 3)
        {
            throw MathsFaults.TooFew("A fit of the shifted beta-geometric", survivors.Count, 3);
        }

        for (var period = 1; period < survivors.Count; period++)
        {
            if (survivors[period] > survivors[period - 1])
            {
                throw MathsFaults.OutOfRange($"the number of survivors of period {period}", survivors[period], FormattableString.Invariant($"0 to {survivors[period - 1]}"));
            }
        }

        if (survivors[0] == survivors[^1])
        {
            throw MathsFaults.NoVariation("The number of survivors");
        }

        var (at, value) = Simplex.Minimise(
            logs =>
            {
                var model = new ShiftedBetaGeometric(Math.Exp(logs[0]), Math.Exp(logs[1]), 0);
                var (sum, before) = (0.0, 1.0);
                for (var period = 1; period < survivors.Count; period++)
                {
                    var after = before * model.Retention(period);
                    sum += (survivors[period - 1] - survivors[period]) * Math.Log(before - after);
                    before = after;
                }

                return -(sum + survivors[^1] * Math.Log(before));
            },
            [0, 0]);
        return new ShiftedBetaGeometric(Math.Exp(at[0]), Math.Exp(at[1]), -value);
    }
}
