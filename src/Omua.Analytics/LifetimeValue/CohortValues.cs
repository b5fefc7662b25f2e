namespace Omua.Analytics;

/// <summary>Sums customers by the group in which they were acquired.</summary>
internal static class CohortValues
{
    public static IReadOnlyList<CohortValue> Of(
        TransactionTable purchases, CustomerBase customers, List<(int Customer, CustomerHistory History)> known, IPurchaseModel model, GammaGamma? spend, int last, LifetimeValueOptions options)
    {
        var group = Groups(purchases, customers, options.By);
        var name = options.By ?? "cohort";
        return [.. known.GroupBy(one => group[one.Customer], StringComparer.Ordinal).Select(members =>
        {
            var (expected, revenue, alive) = (0.0, 0.0, 0.0);
            foreach (var (_, history) in members)
            {
                var coming = model.ExpectedPurchases(history, options.HorizonWeeks);
                expected += coming;
                revenue += spend is null ? 0 : coming * spend.ExpectedValue(history);
                alive += model.ProbabilityAlive(history);
            }

            List<int> ids = [.. members.Select(one => one.Customer)];
            double? cost = options.AcquisitionCosts.TryGetValue(members.Key, out var own) ? own : options.AcquisitionCosts.TryGetValue("", out var all) ? all : null;
            return new CohortValue(
                new Dictionary<string, string> { [name] = members.Key }, ids.Count, ids.Sum(customer => customers.Purchases(customer).Sum(purchase => purchase.Amount)), expected, spend is null ? null : revenue, alive)
            {
                AcquisitionCost = cost,
                PaybackWeeks = cost is { } each ? Payback(customers, ids, each, last) : null,
            };
        }).OrderByDescending(cohort => cohort.Customers).ThenBy(cohort => cohort.Key[name], StringComparer.Ordinal)];
    }

    private static string[] Groups(TransactionTable purchases, CustomerBase customers, string? by)
    {
        if (by is null)
        {
            return [.. Enumerable.Range(0, customers.Count).Select(customer => $"{DateOnly.FromDayNumber(customers.FirstDay(customer)):yyyy-MM}")];
        }

        if (!purchases.Dimensions.Contains(by))
        {
            throw MathsFaults.UnknownDimension(by, purchases.Dimensions);
        }

        var groups = new string[customers.Count];
        for (var row = 0; row < purchases.Count; row++)
        {
            var customer = purchases.CustomerOf[row];
            if (purchases.Days[row] == customers.FirstDay(customer))
            {
                groups[customer] ??= purchases.Values(by)[purchases.Codes(by)[row]];
            }
        }

        return groups;
    }

    /// <summary>The week in which mean revenue since acquisition reaches the cost, as far as every customer of the group was watched.</summary>
    private static int? Payback(CustomerBase customers, List<int> ids, double cost, int last)
    {
        var watched = (last - ids.Max(customers.FirstDay)) / 7;
        var byWeek = new double[watched + 1];
        foreach (var customer in ids)
        {
            foreach (var (day, amount) in customers.Purchases(customer))
            {
                if ((day - customers.FirstDay(customer)) / 7 is var week && week <= watched)
                {
                    byWeek[week] += amount;
                }
            }
        }

        var paid = 0.0;
        for (var week = 0; week <= watched; week++)
        {
            paid += byWeek[week] / ids.Count;
            if (paid >= cost)
            {
                return week;
            }
        }

        return null;
    }
}
