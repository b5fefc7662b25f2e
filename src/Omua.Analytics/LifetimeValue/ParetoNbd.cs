using MathNet.Numerics;

namespace Omua.Analytics;

/// <summary>
/// The Pareto/NBD model: purchases are Poisson with a gamma-distributed rate (r, alpha), and a customer leaves at a gamma-distributed rate (s, beta).
/// Sources: Schmittlein, Morrison and Colombo (1987), Management Science 33; likelihood as in Fader and Hardie (2005), "A note on deriving the Pareto/NBD model".
/// </summary>
public sealed class ParetoNbd : IPurchaseModel
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;

    /// <summary>The model with known parameters, each above 0; rates are for a week.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>.</exception>
    public ParetoNbd(double r, double alpha, double s, double beta, double logLikelihood = 0)
    {
        foreach (var value in new[] { r, alpha, s, beta }.Where(value => !(value > 0 && double.IsFinite(value))))
        {
            throw MathsFaults.OutOfRange("a parameter of Pareto/NBD", value, "above 0");
        }

        (_r, _alpha, _s, _beta, LogLikelihood) = (r, alpha, Math.Abs(s - 1) < 1e-9 ? 1 + 1e-9 : s, beta, logLikelihood);
    }

    /// <inheritdoc/>
    public string Name => "pareto_nbd";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters => new Dictionary<string, double> { ["r"] = _r, ["alpha"] = _alpha, ["s"] = _s, ["beta"] = _beta };

    /// <inheritdoc/>
    public double LogLikelihood { get; }

    /// <summary>Fits by maximum likelihood over the logs of the parameters; the likelihood is summed in log space.</summary>
    /// <exception cref="FaultException">As <see cref="BgNbd.Fit"/>.</exception>
    public static ParetoNbd Fit(IReadOnlyList<CustomerHistory> histories)
    {
        PurchaseFits.Check(histories, "Pareto/NBD");
        // Customers with the same history weigh together: many came once and never again on the same day.
        var distinct = histories.GroupBy(history => history with { MeanRepeatValue = 0 }).Select(group => (History: group.Key, Count: group.Count())).ToList();
        var (at, value) = Simplex.Minimise(
            logs => -distinct.Sum(one => one.Count * LogLikelihoodOf(one.History, Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]))), [-0.5, 2, -0.5, 2]);
        return new ParetoNbd(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2]), Math.Exp(at[3]), -value);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(CustomerHistory history, double weeks) => ProbabilityAlive(history)
        * (_r + history.Repeats) * (_beta + history.Observed) / ((_alpha + history.Observed) * (_s - 1))
        * (1 - Math.Pow((_beta + history.Observed) / (_beta + history.Observed + weeks), _s - 1));

    /// <inheritdoc/>
    public double ProbabilityAlive(CustomerHistory history)
    {
        var left = Math.Log(_s) - Math.Log(_r + _s + history.Repeats) + LogLeft(history, _r, _alpha, _s, _beta);
        return 1 / (1 + Math.Exp(left + (_r + history.Repeats) * Math.Log(_alpha + history.Observed) + _s * Math.Log(_beta + history.Observed)));
    }

    private static double LogLikelihoodOf(CustomerHistory history, double r, double alpha, double s, double beta)
    {
        var x = history.Repeats;
        var stays = -(r + x) * Math.Log(alpha + history.Observed) - s * Math.Log(beta + history.Observed);
        var left = Math.Log(s) - Math.Log(r + s + x) + LogLeft(history, r, alpha, s, beta);
        return SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + r * Math.Log(alpha) + s * Math.Log(beta) + PurchaseFits.LogSum(stays, left);
    }

    /// <summary>log A0: the part of the likelihood in which the customer left between the last purchase and the end.</summary>
    private static double LogLeft(CustomerHistory history, double r, double alpha, double s, double beta)
    {
        var x = history.Repeats;
        var (greater, apart, a) = (Math.Max(alpha, beta), Math.Abs(alpha - beta), r + s + x);
        var b = alpha > beta ? s + 1 : r + x;
        double Log(double time)
        {
            // Euler's transformation leaves a series of positive terms.
            var z = apart / (greater + time);
            return (1 - b) * Math.Log(1 - z) + Math.Log(Hypergeometric.Series(1, a + 1 - b, a + 1, z)) - a * Math.Log(greater + time);
        }

        var (early, late) = (Log(history.LastAt), Log(history.Observed));
        return late >= early ? double.NegativeInfinity : early + Math.Log(1 - Math.Exp(late - early));
    }
}
