namespace Omua.Analytics;

/// <summary>What customers are worth: how often they will buy, what they spend, and how well that could be told before.</summary>
public static class LifetimeValue
{
    /// <summary>
    /// Fits a purchase model to the first part of the days, holds its forecast against the second part, fits it again to all days and foretells purchases and revenue of each customer, summed by
    /// group of acquisition. Revenue is expected purchases times the expected amount (<see cref="GammaGamma"/>), discounted where a rate is given. Time is in weeks; purchases of one day are one.
    /// </summary>
    /// <param name="purchases">The purchases.</param>
    /// <param name="options">How; default <see cref="LifetimeValueOptions"/> as they stand.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.NoVariation"/> where nobody bought again, <see cref="FaultCodes.UnknownDimension"/>, <see cref="FaultCodes.FigureOutOfRange"/> for a horizon or day that
    /// cannot be, <see cref="FaultCodes.MixedCurrencies"/>.
    /// </exception>
    public static LifetimeValueReport Of(TransactionTable purchases, LifetimeValueOptions? options = null)
    {
        options ??= new LifetimeValueOptions();
        if (purchases.Count == 0)
        {
            throw MathsFaults.TooFew("Lifetime value", 0, 20);
        }

        if (!(options.HorizonWeeks > 0))
        {
            throw MathsFaults.OutOfRange("the horizon in weeks", options.HorizonWeeks, "above 0");
        }

        MathsFaults.Level(options.Level);
        if (!(options.DiscountRate >= 0 && options.DiscountRate < 1))
        {
            throw MathsFaults.OutOfRange("the yearly discount rate", options.DiscountRate, "0 to below 1");
        }

        if (purchases.Dimensions.Contains(DimensionNames.Currency) && purchases.Values(DimensionNames.Currency).Count > 1)
        {
            throw MathsFaults.MixedCurrencies(purchases.Values(DimensionNames.Currency));
        }

        var (first, last) = Ends(purchases);
        var split = options.CalibrationEnd?.DayNumber ?? first + (last - first) / 2;
        if (split <= first || split >= last)
        {
            throw MathsFaults.OutOfRange("the last day of the calibration, counted from the first", split - first, $"1 to {last - first - 1}");
        }

        var customers = new CustomerBase(purchases);
        var calibrated = Fit(Histories(customers, split), options);
        var all = Histories(customers, last);
        var spend = all.Count(customer => customer.History is { Repeats: > 0, MeanRepeatValue: > 0 }) >= 20 ? GammaGamma.Fit([.. all.Select(one => one.History)]) : null;
        var forecast = Fit(all, options);
        return new LifetimeValueReport
        {
            Model = calibrated,
            Forecast = forecast,
            Spend = spend is { Q: > 1 } ? spend : null,
            Holdout = Validate(customers, calibrated, split, last),
            Cohorts = CohortValues.Of(purchases, customers, all, forecast, spend is { Q: > 1 } ? spend : null, last, options),
            HorizonWeeks = options.HorizonWeeks,
            Notes =
            [
                "Parameters and holdout are of the calibration period; the forecast comes from the same model fitted to all days.",
                .. spend is null ? new[] { "Fewer than 20 customers came again with an amount, so expected revenue is null." } : [],
                options.DiscountRate == 0 ? "Expected revenue is not discounted and is revenue, not margin." : FormattableString.Invariant($"Expected revenue is discounted by {options.DiscountRate:0.####} a year and is revenue, not margin."),
                "Intervals of value are over customers (Student's t): how much other customers of the same kind would differ. How far the model is off, the holdout shows.",
            ],
        };
    }

    /// <summary>What was known of each customer at the end of a day; those who had not come yet are left out.</summary>
    public static IReadOnlyList<CustomerHistory> HistoriesAt(TransactionTable purchases, DateOnly day) => [.. Histories(new CustomerBase(purchases), day.DayNumber).Select(one => one.History)];

    internal static List<(int Customer, CustomerHistory History)> Histories(CustomerBase customers, int day) =>
        [.. Enumerable.Range(0, customers.Count).Select(customer => (customer, History: customers.At(customer, day))).Where(one => one.History is not null).Select(one => (one.customer, one.History!.Value))];

    private static IPurchaseModel Fit(List<(int Customer, CustomerHistory History)> customers, LifetimeValueOptions options)
    {
        List<CustomerHistory> histories = [.. customers.Select(one => one.History)];
        return options.IsPareto ? ParetoNbd.Fit(histories) : BgNbd.Fit(histories);
    }

    private static HoldoutValidation Validate(CustomerBase customers, IPurchaseModel model, int split, int last)
    {
        var known = Histories(customers, split);
        double[] predicted = [.. known.Select(one => model.ExpectedPurchases(one.History, (last - split) / 7.0))];
        double[] actual = [.. known.Select(one => (double)customers.PurchasesBetween(one.Customer, split, last))];
        var varies = predicted.Distinct().Skip(1).Any() && actual.Distinct().Skip(1).Any();
        return new HoldoutValidation(
            known.Count, DateOnly.FromDayNumber(split), DateOnly.FromDayNumber(last), actual.Sum(), predicted.Sum(),
            varies ? MathNet.Numerics.Statistics.Correlation.Pearson(predicted, actual) : null, predicted.Zip(actual, (one, other) => Math.Abs(one - other)).Average());
    }

    private static (int First, int Last) Ends(TransactionTable purchases)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var day in purchases.Days)
        {
            (first, last) = (Math.Min(first, day), Math.Max(last, day));
        }

        return (first, last);
    }
}
