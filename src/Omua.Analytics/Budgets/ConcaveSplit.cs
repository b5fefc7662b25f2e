namespace Omua.Analytics;

/// <summary>Splits a total over concave outcomes within bounds: the amounts at which marginal returns meet.</summary>
internal static class ConcaveSplit
{
    /// <param name="marginals">Marginal return of each group at an amount; falling or constant.</param>
    /// <param name="inverses">The amount of each group at which its marginal return has a value; any amount outside the bounds is cut to them.</param>
    /// <param name="lows">Least amounts; their sum is not above the total.</param>
    /// <param name="highs">Largest amounts; their sum is not below the total.</param>
    /// <param name="total">What is split.</param>
    /// <param name="tolerance">How near the multiplier is found, as a share of it.</param>
    public static (double[] Amounts, double Marginal) Of(
        IReadOnlyList<Func<double, double>> marginals, IReadOnlyList<Func<double, double>> inverses, double[] lows, double[] highs, double total, double tolerance = 1e-14)
    {
        double[] dearest = [.. marginals.Select((marginal, group) => Finite(marginal(Math.Max(lows[group], highs[group] * 1e-9))))];
        double[] cheapest = [.. marginals.Select((marginal, group) => Finite(marginal(Math.Max(highs[group], 1e-9))))];

        double Amount(int group, double multiplier) =>
            cheapest[group] >= multiplier ? highs[group] : dearest[group] <= multiplier ? lows[group] : Math.Clamp(inverses[group](multiplier), lows[group], highs[group]);

        double[] Amounts(double multiplier) => [.. Enumerable.Range(0, inverses.Count).Select(group => Amount(group, multiplier))];

        double Sum(double multiplier)
        {
            var sum = 0.0;
            for (var group = 0; group < inverses.Count; group++)
            {
                sum += Amount(group, multiplier);
            }

            return sum;
        }

        var (cheap, dear) = (0.0, dearest.Max() * 2 + 1e-12);
        for (var step = 0; step < 200 && dear - cheap > tolerance * dear; step++)
        {
            var middle = (cheap + dear) / 2;
            if (Sum(middle) > total)
            {
                cheap = middle;
            }
            else
            {
                dear = middle;
            }
        }

        // At the multiplier itself a constant return jumps from one bound to the other; the total lies on the line between both sides.
        var (more, less) = (Amounts(cheap), Amounts(dear));
        var (above, below) = (more.Sum(), less.Sum());
        var share = above > below ? Math.Clamp((total - below) / (above - below), 0, 1) : 0;
        return ([.. less.Select((amount, group) => amount + share * (more[group] - amount))], (cheap + dear) / 2);
    }

    /// <summary>The amount between two bounds at which a falling marginal return has a value, by bisection.</summary>
    public static double Inverse(Func<double, double> marginal, double multiplier, double low, double high)
    {
        for (var step = 0; step < 100 && high - low > 1e-13 * high; step++)
        {
            var middle = (low + high) / 2;
            if (marginal(middle) > multiplier)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 1e12;
}
