namespace Omua.Analytics;

/// <summary>Keeps several tests together from finding anything that is not there.</summary>
public static class FamilyWise
{
    /// <summary>
    /// Step-down adjusted p-values: q(i) = max over j &lt;= i of min(1, (m - j + 1) p(j)), in rising order of p. Declaring those at or below a rate keeps the probability of any false one at that rate, however the
    /// tests depend on each other. Range 0..1, in the order given. Source: Holm (1979), Scandinavian Journal of Statistics 6.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a p-value outside 0..1.</exception>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var most = 0.0;
        foreach (var (index, rank) in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]).Select((index, rank) => (index, rank)))
        {
            if (!(pValues[index] >= 0 && pValues[index] <= 1))
            {
                throw MathsFaults.OutOfRange("a p-value", pValues[index], "0 to 1");
            }

            adjusted[index] = most = Math.Max(most, Math.Min(1, (pValues.Count - rank) * pValues[index]));
        }

        return adjusted;
    }
}
