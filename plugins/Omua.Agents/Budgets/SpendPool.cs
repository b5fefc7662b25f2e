namespace Omua.Agents.Budgets;

/// <summary>The rows that one budget can be split over: one currency, one outcome, each spend once; and what had to be left out.</summary>
internal sealed class SpendPool
{
    public const string DatasetColumn = "dataset";

    private SpendPool(PerformanceTable table, string currency, string objective, decimal spend, double averageReturn, IReadOnlyList<LeftOut> leftOut) =>
        (Table, Currency, Objective, Spend, AverageReturn, LeftOut) = (table, currency, objective, spend, averageReturn, leftOut);

    public PerformanceTable Table { get; }

    public string Currency { get; }

    public string Objective { get; }

    /// <summary>The spend of the window, in whole hundredths.</summary>
    public decimal Spend { get; }

    /// <summary>Outcome for each unit of money over all rows.</summary>
    public double AverageReturn { get; }

    public IReadOnlyList<LeftOut> LeftOut { get; }

    public static string? DimensionFor(IEnumerable<PerformanceDataset> datasets) =>
        new[] { DimensionNames.Campaign, DimensionNames.AdSet, DimensionNames.Channel }
            .FirstOrDefault(name => datasets.Any(dataset => dataset.Table.HasDimension(name)));

    public static SpendPool? From(IReadOnlyList<PerformanceDataset> datasets, string dimension, Money? budget)
    {
        var leftOut = new List<LeftOut>();
        var parts = new List<PoolPart>();
        foreach (var dataset in datasets)
        {
            // The same money at a finer grain is left out by what the reader says, not by guessing from sums.
            if (dataset.SameSpendAs is { } other)
            {
                leftOut.Add(new LeftOut(dataset, null, $"it holds the same spend as {other} at another grain"));
            }
            else if (!dataset.Table.HasDimension(dimension) || !dataset.Table.HasMeasure(MeasureNames.Cost))
            {
                leftOut.Add(new LeftOut(dataset, null, dataset.Table.HasMeasure(MeasureNames.Cost) ? $"its rows name no {dimension}" : "it carries no cost"));
            }
            else
            {
                parts.AddRange(Kpi.RollUp(dataset, new KpiQuery { By = [dimension] }).By.GroupBy(row => row.Figures.Currency)
                    .Select(rows => new PoolPart(dataset, rows.Key, rows.Sum(row => row.Figures.Cost ?? 0), rows.Sum(row => row.Figures.Revenue ?? 0), rows.Sum(row => row.Figures.Conversions ?? 0))));
            }
        }

        var currency = CurrencyOf(parts, budget);
        var ofCurrency = parts.Where(part => part.Currency == currency).ToList();
        leftOut.AddRange(parts.Where(part => part.Currency != currency).Select(part =>
            new LeftOut(part.Dataset, part.Currency, $"it is in {part.Currency ?? "an unknown currency"} and the budget is in {currency ?? budget?.Currency ?? "an unknown currency"}")));
        var objective = ofCurrency.Exists(part => part.Revenue > 0) ? MeasureNames.Revenue : MeasureNames.Conversions;
        bool HasOutcome(PoolPart part) => part.Cost > 0 && (objective == MeasureNames.Revenue ? part.Revenue : part.Conversions) > 0;
        leftOut.AddRange(ofCurrency.Where(part => !HasOutcome(part)).Select(part => new LeftOut(part.Dataset, part.Currency, $"its rows bring no {objective} to compare by")));
        var used = ofCurrency.Where(HasOutcome).ToList();
        return used.Count == 0
            ? null
            : new SpendPool(Merge(used, dimension, objective), currency ?? budget?.Currency ?? Money.UnknownCurrency, objective,
                decimal.Round((decimal)used.Sum(part => part.Cost), 2), used.Sum(part => objective == MeasureNames.Revenue ? part.Revenue : part.Conversions) / used.Sum(part => part.Cost), leftOut);
    }

    private static string? CurrencyOf(List<PoolPart> parts, Money? budget) =>
        budget is { } money && parts.Exists(part => part.Currency == money.Currency) ? money.Currency
        // Data that states no currency takes the budget's word for it; data in other currencies does not.
        : budget is { Currency: not Money.UnknownCurrency } ? null
        : parts.GroupBy(part => part.Currency).OrderByDescending(group => group.Sum(part => part.Cost)).FirstOrDefault()?.Key;

    private static PerformanceTable Merge(List<PoolPart> parts, string dimension, string objective)
    {
        // Days help only where every row has one: a mixture would set undated totals against single days.
        var hasDays = parts.TrueForAll(part => part.Dataset.Table.HasDays);
        var builder = new PerformanceTableBuilder([DatasetColumn, dimension], [MeasureNames.Cost, objective], hasDays);
        foreach (var part in parts)
        {
            var table = part.Dataset.Table;
            var codes = table.Codes(dimension);
            var values = table.Values(dimension);
            var costs = table.Measure(MeasureNames.Cost);
            var outcomes = table.Measure(objective);
            var currencies = table.HasDimension(DimensionNames.Currency) ? table.Codes(DimensionNames.Currency) : default;
            var wanted = currencies.IsEmpty || part.Currency is null ? -1 : table.Values(DimensionNames.Currency).ToList().IndexOf(part.Currency);
            for (var row = 0; row < table.RowCount; row++)
            {
                if (wanted < 0 || currencies[row] == wanted)
                {
                    builder.Add(hasDays ? table.Days[row] : 0, [part.Dataset.Name, values[codes[row]]], [costs[row], outcomes[row]]);
                }
            }
        }

        return builder.Build();
    }

    private sealed record PoolPart(PerformanceDataset Dataset, string? Currency, double Cost, double Revenue, double Conversions);
}
