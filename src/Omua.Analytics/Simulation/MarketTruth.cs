namespace Omua.Analytics;

/// <summary>What a simulated market really is, to hold estimates against.</summary>
public sealed record MarketTruth
{
    /// <summary>The seed that it came from.</summary>
    public required int Seed { get; init; }

    /// <summary>The days simulated.</summary>
    public required DateRange Window { get; init; }

    /// <summary>Every campaign.</summary>
    public required IReadOnlyList<CampaignTruth> Campaigns { get; init; }

    /// <summary>The events planted.</summary>
    public required IReadOnlyList<PlantedAnomaly> Anomalies { get; init; }

    /// <summary>The campaign of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public CampaignTruth Campaign(string name) =>
        Campaigns.FirstOrDefault(campaign => campaign.Campaign == name) ?? throw new KeyNotFoundException($"The market has no campaign '{name}'.");

    /// <summary>
    /// The allocation of a budget over campaigns that is best in truth, under the bounds that an estimated allocation was made under.
    /// </summary>
    /// <param name="allocation">A feasible allocation whose groups have the dimension <c>campaign</c>; its bounds, period and baselines are taken.</param>
    /// <returns>Amount by campaign, and the true expected revenue of it and of the allocation given, each against the baselines; money for the period.</returns>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> for an allocation that is not feasible.</exception>
    public TrueAllocation Optimum(BudgetAllocation allocation)
    {
        if (allocation.Groups.Count == 0)
        {
            throw MathsFaults.TooFew("The true optimum", 0, 1);
        }

        var campaigns = allocation.Groups.Select(group => Campaign(group.Key[DimensionNames.Campaign])).ToList();
        var days = allocation.PeriodDays ?? (double)allocation.Budget / campaigns.Sum(campaign => campaign.CurrentSpend);
        Func<double, double>[] marginals = [.. campaigns.Select(campaign => (Func<double, double>)(amount => campaign.MarginalAt(amount / days)))];
        double[] lows = [.. allocation.Groups.Select(group => (double)group.Lowest)];
        double[] highs = [.. allocation.Groups.Select(group => (double)group.Highest)];
        Func<double, double>[] inverses = [.. marginals.Select((marginal, group) => (Func<double, double>)(multiplier => ConcaveSplit.Inverse(marginal, multiplier, lows[group], highs[group])))];
        var (amounts, _) = ConcaveSplit.Of(marginals, inverses, lows, highs, (double)allocation.Budget);
        double Revenue(Func<int, double> amount) => Enumerable.Range(0, campaigns.Count).Sum(index => days * campaigns[index].RevenueAt(amount(index) / days));
        var baseline = Revenue(index => (double)allocation.Groups[index].Baseline);
        return new TrueAllocation(
            campaigns.Zip(amounts).ToDictionary(pair => pair.First.Campaign, pair => pair.Second, StringComparer.Ordinal),
            Revenue(index => amounts[index]) - baseline,
            Revenue(index => (double)allocation.Groups[index].Amount) - baseline);
    }
}
