namespace Omua.Analytics;

/// <summary>Keeps many tests at once from finding what is not there.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Step-up adjusted p-values: q(i) = min over j >= i of p(j) m / j, in rising order of p. Declaring those at or below a rate keeps the expected share of false ones among the
    /// declared at that rate, for independent or positively dependent tests. Range 0..1, in the order given.
    /// Source: Benjamini and Hochberg (1995), JRSS B 57.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a p-value outside 0..1.</exception>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            var p = pValues[order[rank - 1]];
            if (!(p >= 0 && p <= 1))
            {
                throw MathsFaults.OutOfRange("a p-value", p, "0 to 1");
            }

            adjusted[order[rank - 1]] = least = Math.Min(least, p * order.Length / rank);
        }

        return adjusted;
    }
}
