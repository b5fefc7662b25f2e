using MathNet.Numerics;

namespace Omua.Analytics;

/// <summary>
/// The gamma-gamma model of what customers spend at a purchase: amounts are gamma (p) around a mean that differs between customers (q, v), and does not depend on how often they buy.
/// Source: Fader and Hardie (2013), "The gamma-gamma model of monetary value".
/// </summary>
/// <param name="P">Shape of the amounts of one customer.</param>
/// <param name="Q">Shape of the differences between customers.</param>
/// <param name="V">Scale, in money.</param>
/// <param name="LogLikelihood">Log-likelihood of the customers that it was fitted to.</param>
/// <param name="Customers">How many of them: those with repeats.</param>
public sealed record GammaGamma(double P, double Q, double V, double LogLikelihood, int Customers)
{
    /// <summary>Mean amount over all customers: p v / (q - 1); money. Null where q is not above 1: the mean does not exist.</summary>
    public double? PopulationMean => Q > 1 ? P * V / (Q - 1) : null;

    /// <summary>Fits by maximum likelihood to customers with repeats and a positive mean amount.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 20 of them, <see cref="FaultCodes.NotSettled"/>.</exception>
    public static GammaGamma Fit(IReadOnlyList<CustomerHistory> histories)
    {
        var buyers = histories.Where(history => history.Repeats > 0 && history.MeanRepeatValue > 0).ToArray();
        if (buyers.Length < 20)
        {
            throw MathsFaults.TooFew("A fit of gamma-gamma", buyers.Length, 20);
        }

        var (at, value) = Simplex.Minimise(
            logs =>
            {
                var (p, q, v, sum) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), 0.0);
                foreach (var buyer in buyers)
                {
                    var (x, mean) = (buyer.Repeats, buyer.MeanRepeatValue);
                    sum += SpecialFunctions.GammaLn(p * x + q) - SpecialFunctions.GammaLn(p * x) - SpecialFunctions.GammaLn(q)
                        + q * logs[2] + (p * x - 1) * Math.Log(mean) + p * x * Math.Log(x) - (p * x + q) * Math.Log(x * mean + v);
                }

                return -sum;
            },
            [1, 1, Math.Log(buyers.Average(buyer => buyer.MeanRepeatValue))]);
        return new GammaGamma(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2]), -value, buyers.Length);
    }

    /// <summary>Expected mean amount of a customer: p (v + x m) / (p x + q - 1); money. One without repeats gets the population's.</summary>
    public double ExpectedValue(CustomerHistory history) => Q > 1 || history.Repeats > 0
        ? P * (V + history.Repeats * history.MeanRepeatValue) / (P * history.Repeats + Q - 1)
        : 0;
}
