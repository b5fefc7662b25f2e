using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// Which order of the chain foretells journeys that it has not seen. A fifth of the journeys is held out; each order's probabilities are drawn toward those of the order below (one
/// pseudo-count, down to all channels alike), so that a step never seen is unlikely and not impossible.
/// </summary>
internal static class MarkovOrderChoice
{
    private const double FittedShare = 0.8;

    public static IReadOnlyList<OrderLikelihood> Compare(PathTable paths, int maximumOrder, int seed)
    {
        var (fitted, held) = Split(paths, new Random(seed));
        var contexts = new StepContexts(paths.Channels.Count, maximumOrder);
        for (var path = 0; path < paths.Count; path++)
        {
            contexts.Count(paths.Steps(path), fitted[path].Conversions, fitted[path].Nulls);
        }

        var journeys = held.Sum(each => each.Conversions + each.Nulls);
        if (!(journeys > 0))
        {
            throw MathsFaults.TooFew("The choice of an order", paths.Count, 10);
        }

        // For each journey its log-likelihood by each order: the orders are compared journey by journey, where most of the noise is the same.
        var scores = new List<(double Weight, double[] ByOrder)>();
        var steps = 0.0;
        for (var path = 0; path < paths.Count; path++)
        {
            foreach (var (weight, converts) in new[] { (held[path].Conversions, true), (held[path].Nulls, false) })
            {
                if (weight > 0)
                {
                    scores.Add((weight, contexts.LogLikelihoods(paths.Steps(path), converts)));
                    steps += weight * (paths.Steps(path).Length + 1);
                }
            }
        }

        var sums = Enumerable.Range(0, maximumOrder).Select(order => scores.Sum(score => score.Weight * score.ByOrder[order])).ToArray();
        var best = Array.IndexOf(sums, sums.Max());
        return [.. Enumerable.Range(0, maximumOrder).Select(order => new OrderLikelihood(order + 1, sums[order] / steps, StandardError(scores, order, best, journeys) / steps))];
    }

    /// <summary>The lowest order that is not worse than the best by more than one standard error of the difference.</summary>
    public static int Best(IReadOnlyList<OrderLikelihood> orders)
    {
        var best = orders.Max(order => order.LogLikelihood);
        return orders.OrderBy(order => order.Order).First(order => order.LogLikelihood + order.StandardError >= best).Order;
    }

    private static double StandardError(List<(double Weight, double[] ByOrder)> scores, int order, int best, double journeys)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var (weight, byOrder) in scores)
        {
            var difference = byOrder[order] - byOrder[best];
            sum += weight * difference;
            squares += weight * difference * difference;
        }

        return Math.Sqrt(Math.Max(0, squares - sum * sum / journeys));
    }

    private static ((double Conversions, double Nulls)[] Fitted, (double Conversions, double Nulls)[] Held) Split(PathTable paths, Random random)
    {
        var (fitted, held) = (new (double, double)[paths.Count], new (double, double)[paths.Count]);
        for (var path = 0; path < paths.Count; path++)
        {
            var (conversions, nulls) = (Drawn(paths.Conversions(path), random), Drawn(paths.Nulls(path), random));
            fitted[path] = (conversions, nulls);
            held[path] = (paths.Conversions(path) - conversions, paths.Nulls(path) - nulls);
        }

        return (fitted, held);
    }

    // Counts are journeys, each of which falls on one side; what is no whole number falls there together.
    private static double Drawn(double count, Random random) =>
        count == 0 ? 0
        : count == Math.Floor(count) && count < 1 << 20 ? (count == 1 ? (random.NextDouble() < FittedShare ? 1 : 0) : Binomial.Sample(random, FittedShare, (int)count))
        : random.NextDouble() < FittedShare ? count : 0;
}
