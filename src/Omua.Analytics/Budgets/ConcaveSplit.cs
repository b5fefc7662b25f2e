namespace Omua.Analytics;

/// <summary>Splits a total over concave outcomes within bounds: the amounts at which marginal returns meet.</summary>
internal static class ConcaveSplit
{
    /// <param name="marginals">Marginal return of each group at an amount; falling or constant.</param>
    /// <param name="lows">Least amounts; their sum is not above the total.</param>
    /// <param name="highs">Largest amounts; their sum is not below the total.</param>
    /// <param name="total">What is split.</param>
    public static (double[] Amounts, double Marginal) Of(IReadOnlyList<Func<double, double>> marginals, double[] lows, double[] highs, double total)
    {
        var (cheap, dear) = (0.0, Enumerable.Range(0, lows.Length).Max(group => Finite(marginals[group](Math.Max(lows[group], highs[group] * 1e-9)))) * 2 + 1e-12);
        for (var step = 0; step < 200 && dear - cheap > 1e-14 * dear; step++)
        {
            var middle = (cheap + dear) / 2;
            if (Amounts(marginals, lows, highs, middle).Sum() > total)
            {
                cheap = middle;
            }
            else
            {
                dear = middle;
            }
        }

        // At the multiplier itself a constant return jumps from one bound to the other; the total lies on the line between both sides.
        var (more, less) = (Amounts(marginals, lows, highs, cheap), Amounts(marginals, lows, highs, dear));
        var (above, below) = (more.Sum(), less.Sum());
        var share = above > below ? Math.Clamp((total - below) / (above - below), 0, 1) : 0;
        return ([.. less.Select((amount, group) => amount + share * (more[group] - amount))], (cheap + dear) / 2);
    }

    private static double[] Amounts(IReadOnlyList<Func<double, double>> marginals, double[] lows, double[] highs, double multiplier) =>
        [.. marginals.Select((marginal, group) => Amount(marginal, lows[group], highs[group], multiplier))];

    private static double Amount(Func<double, double> marginal, double low, double high, double multiplier)
    {
        if (marginal(high) >= multiplier)
        {
            return high;
        }

        if (marginal(low) <= multiplier)
        {
            return low;
        }

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
