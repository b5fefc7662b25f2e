using MathNet.Numerics;

namespace Omua.Analytics;

/// <summary>
/// The beta-geometric/NBD model: purchases are Poisson with a gamma-distributed rate (r, alpha), and after each the customer leaves with a beta-distributed probability (a, b).
/// Source: Fader, Hardie and Lee (2005), "Counting your customers the easy way", Marketing Science 24.
/// </summary>
public sealed class BgNbd : IPurchaseModel
{
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _a;
    private readonly double _b;

    /// <summary>The model with known parameters, each above 0; rates are for a week.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>.</exception>
    public BgNbd(double r, double alpha, double a, double b, double logLikelihood = 0)
    {
        foreach (var value in new[] { r, alpha, a, b }.Where(value => !(value > 0 && double.IsFinite(value))))
        {
            throw MathsFaults.OutOfRange("a parameter of BG/NBD", value, "above 0");
        }

        // At a = 1 the expectation is a limit; a hair beside it the formula holds.
        (_r, _alpha, _a, _b, LogLikelihood) = (r, alpha, Math.Abs(a - 1) < 1e-9 ? 1 + 1e-9 : a, b, logLikelihood);
    }

    /// <inheritdoc/>
    public string Name => "bg_nbd";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters => new Dictionary<string, double> { ["r"] = _r, ["alpha"] = _alpha, ["a"] = _a, ["b"] = _b };

    /// <inheritdoc/>
    public double LogLikelihood { get; }

    /// <summary>Fits by maximum likelihood over the logs of the parameters; the likelihood is summed in log space.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> below 20 customers, <see cref="FaultCodes.NoVariation"/> where nobody bought again, <see cref="FaultCodes.NotSettled"/>.</exception>
    public static BgNbd Fit(IReadOnlyList<CustomerHistory> histories)
    {
        PurchaseFits.Check(histories, "BG/NBD");
        // Customers with the same history weigh together, and what depends on the length of the watch alone is computed once for each length: many came on the same day and never again.
        var watches = histories.Select(history => history.Observed).Distinct().ToArray();
        var lengthOf = watches.Select((length, index) => (length, index)).ToDictionary(pair => pair.length, pair => pair.index);
        var customers = histories.GroupBy(history => (history.Repeats, history.LastAt, history.Observed))
            .Select(group => (group.Key.Repeats, group.Key.LastAt, Watch: lengthOf[group.Key.Observed], Count: group.Count())).ToArray();
        var most = (int)customers.Max(customer => customer.Repeats);
        var (byRepeats, leaves, byWatch) = (new double[most + 1], new double[most + 1], new double[watches.Length]);
        var (at, value) = Simplex.Minimise(
            logs =>
            {
                var (r, alpha, a, b) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]));
                // What depends on x alone is computed once for each x.
                for (var x = 0; x <= most; x++)
                {
                    byRepeats[x] = SpecialFunctions.GammaLn(r + x) - SpecialFunctions.GammaLn(r) + r * logs[1]
                        + SpecialFunctions.GammaLn(a + b) + SpecialFunctions.GammaLn(b + x) - SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b + x);
                    leaves[x] = x == 0 ? 0 : logs[2] - Math.Log(b + x - 1);
                }

                for (var watch = 0; watch < watches.Length; watch++)
                {
                    byWatch[watch] = Math.Log(alpha + watches[watch]);
                }

                var sum = 0.0;
                foreach (var (x, last, watch, count) in customers)
                {
                    var stays = -(r + x) * byWatch[watch];
                    sum += count * (byRepeats[(int)x] + (x == 0 ? stays : PurchaseFits.LogSum(stays, leaves[(int)x] - (r + x) * Math.Log(alpha + last))));
                }

                return -sum;
            },
            [0, 1, 0, 1]);
        return new BgNbd(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2]), Math.Exp(at[3]), -value);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(CustomerHistory history, double weeks)
    {
        // Euler's transformation turns the power of x, which overflows for busy customers, into one of a - 1.
        var (c, z) = (_a + _b + history.Repeats - 1, weeks / (_alpha + history.Observed + weeks));
        var series = Hypergeometric.Series(_a + _b - 1 - _r, _a - 1, c, z);
        return Math.Max(0, c / (_a - 1) * (1 - Math.Pow(1 - z, _a - 1) * series) * ProbabilityAlive(history));
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(CustomerHistory history) => history.Repeats == 0
        ? 1
        : 1 / (1 + Math.Exp(Math.Log(_a) - Math.Log(_b + history.Repeats - 1) + (_r + history.Repeats) * Math.Log((_alpha + history.Observed) / (_alpha + history.LastAt))));
}
