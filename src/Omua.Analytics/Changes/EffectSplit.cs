namespace Omua.Analytics;

/// <summary>
/// Splits the change of a whole into the effects of its groups, without an order in which they would have to happen: the symmetric (Bennet, for three factors Shapley) split of
/// a difference of products, so that nothing is left over.
/// </summary>
internal static class EffectSplit
{
    /// <summary>
    /// Ratio of sums: R = sum w r with w = base / all bases, r = outcome / base. rate = mean(w) * dr; mix = dw * (mean(r) - mean(R)), as shares only move between groups.
    /// </summary>
    public static void Ratio(ReadOnlySpan<double> outcomeBefore, ReadOnlySpan<double> baseBefore, ReadOnlySpan<double> outcomeAfter, ReadOnlySpan<double> baseAfter, Span<ChangeEffects> effects)
    {
        var (allBefore, allAfter) = (Sum(baseBefore), Sum(baseAfter));
        var middle = (Sum(outcomeBefore) / allBefore + Sum(outcomeAfter) / allAfter) / 2;
        for (var group = 0; group < effects.Length; group++)
        {
            var (before, after) = (baseBefore[group] / allBefore, baseAfter[group] / allAfter);
            if (Rates(outcomeBefore[group], baseBefore[group], outcomeAfter[group], baseAfter[group]) is { } rates)
            {
                effects[group] = new ChangeEffects(0, (after - before) * ((rates.Before + rates.After) / 2 - middle), (before + after) / 2 * (rates.After - rates.Before), 0);
                continue;
            }

            // A group with outcome and no base in one period has no rate there: its share moves by the mean of all, the rest stands apart.
            var whole = outcomeAfter[group] / allAfter - outcomeBefore[group] / allBefore;
            effects[group] = new ChangeEffects(0, -(after - before) * middle, 0, whole);
        }
    }

    /// <summary>Sum of outcomes: Y = sum S w r with S = all bases. volume, mix and rate are the Shapley shares of the three factors; each group's parts sum to its own change.</summary>
    public static void Sum(ReadOnlySpan<double> outcomeBefore, ReadOnlySpan<double> baseBefore, ReadOnlySpan<double> outcomeAfter, ReadOnlySpan<double> baseAfter, Span<ChangeEffects> effects)
    {
        var (allBefore, allAfter) = (Sum(baseBefore), Sum(baseAfter));
        for (var group = 0; group < effects.Length; group++)
        {
            if (Rates(outcomeBefore[group], baseBefore[group], outcomeAfter[group], baseAfter[group]) is not { } rates)
            {
                effects[group] = new ChangeEffects(0, 0, 0, outcomeAfter[group] - outcomeBefore[group]);
                continue;
            }

            var (before, after) = (baseBefore[group] / allBefore, baseAfter[group] / allAfter);
            effects[group] = new ChangeEffects(
                (allAfter - allBefore) * Mean(before, after, rates.Before, rates.After),
                (after - before) * Mean(allBefore, allAfter, rates.Before, rates.After),
                (rates.After - rates.Before) * Mean(allBefore, allAfter, before, after),
                0);
        }
    }

    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The weight of the third factor in the Shapley split of a product of three.</summary>
    private static double Mean(double before1, double after1, double before2, double after2) => (before1 * before2 + after1 * after2) / 3 + (before1 * after2 + after1 * before2) / 6;

    /// <summary>The rates of a group; one that is not there in a period has the rate of the other, so that all of it is mix. Null where outcome stands without a base.</summary>
    private static (double Before, double After)? Rates(double outcomeBefore, double baseBefore, double outcomeAfter, double baseAfter)
    {
        if ((baseBefore <= 0 && outcomeBefore != 0) || (baseAfter <= 0 && outcomeAfter != 0))
        {
            return null;
        }

        var (before, after) = (baseBefore > 0 ? outcomeBefore / baseBefore : (double?)null, baseAfter > 0 ? outcomeAfter / baseAfter : (double?)null);
        return (before ?? after ?? 0, after ?? before ?? 0);
    }
}
