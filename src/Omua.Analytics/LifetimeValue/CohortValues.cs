namespace Omua.Analytics;

/// <summary>Sums customers by the group in which they were acquired.</summary>
internal static class CohortValues
{
    /// <summary>Parts of the horizon whose money is discounted by the middle of each.</summary>
    private const int Steps = 13;

    private const double WeeksAYear = 365.25 / 7;

    public static IReadOnlyList<CohortValue> Of(
        TransactionTable purchases, CustomerBase customers, List<(int Customer, CustomerHistory History)> known, IPurchaseModel model, GammaGamma? spend, int last, LifetimeValueOptions options)
    {
        var group = Groups(purchases, customers, options.By);
        var name = options.By ?? "cohort";
        return [.. known.GroupBy(one => group[one.Customer], StringComparer.Ordinal)
            .Select(members => Of(new Dictionary<string, string> { [name] = members.Key }, [.. members], customers, model, spend, last, options))
            .OrderByDescending(cohort => cohort.Customers).ThenBy(cohort => cohort.Key[name], StringComparer.Ordinal)];
    }

    private static CohortValue Of(
        Dictionary<string, string> key, List<(int Customer, CustomerHistory History)> members, CustomerBase customers, IPurchaseModel model, GammaGamma? spend, int last, LifetimeValueOptions options)
    {
        var (expected, alive, coming) = (0.0, 0.0, new double[Steps]);
        var values = new double[members.Count];
        for (var index = 0; index < members.Count; index++)
        {
            var (customer, history) = members[index];
            var (before, amount) = (0.0, spend?.ExpectedValue(history) ?? 0);
            values[index] = customers.Purchases(customer).Sum(purchase => purchase.Amount);
            for (var step = 0; step < Steps; step++)
            {
                // Without discount the whole horizon is one step.
                if (options.DiscountRate == 0 && options.AcquisitionCosts.Count == 0 && step < Steps - 1)
                {
                    continue;
                }

                var until = model.ExpectedPurchases(history, options.HorizonWeeks * (step + 1) / Steps);
                var revenue = (until - before) * amount * Discount(options.DiscountRate, options.HorizonWeeks * (step + 0.5) / Steps);
                (coming[step], values[index], before) = (coming[step] + revenue, values[index] + revenue, until);
            }

            expected += before;
            alive += model.ProbabilityAlive(history);
        }

        List<int> ids = [.. members.Select(one => one.Customer)];
        var paid = ids.Sum(customer => customers.Purchases(customer).Sum(purchase => purchase.Amount));
        double? cost = options.AcquisitionCosts.TryGetValue(key.Values.First(), out var own) ? own : options.AcquisitionCosts.TryGetValue("", out var all) ? all : null;
        var payback = cost is { } each ? Payback(customers, ids, each, last) : null;
        return new CohortValue(key, ids.Count, paid, expected, spend is null ? null : coming.Sum(), alive)
        {
            LifetimeValueInterval = spend is null ? null : Interval(values, options.Level),
            AcquisitionCost = cost,
            PaybackWeeks = payback,
            ExpectedPaybackWeeks = cost is { } price && payback is null && spend is not null ? Foretold(paid / ids.Count, coming, ids.Count, price, ids.Average(customer => (last - customers.FirstDay(customer)) / 7.0), options.HorizonWeeks) : null,
        };
    }

    private static double Discount(double rate, double weeks) => rate == 0 ? 1 : Math.Pow(1 + rate, -weeks / WeeksAYear);

    /// <summary>Weeks since acquisition, on average, until what was paid and is foretold reaches the cost.</summary>
    private static int? Foretold(double paid, double[] coming, int count, double cost, double seen, double horizon)
    {
        for (var step = 0; step < coming.Length; step++)
        {
            var more = coming[step] / count;
            if (paid + more >= cost)
            {
                return (int)Math.Ceiling(seen + horizon / coming.Length * (step + (more > 0 ? Math.Max(0, cost - paid) / more : 0)));
            }

            paid += more;
        }

        return null;
    }

    private static Interval? Interval(double[] values, double level)
    {
        if (values.Length < 8)
        {
            return null;
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        var half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, values.Length - 1, (1 + level) / 2) * error;
        return new Interval(mean - half, mean + half, level);
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
