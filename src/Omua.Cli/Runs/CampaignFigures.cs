using System.Globalization;
using Omua.Analytics;

namespace Omua.Cli.Runs;

/// <summary>The figures that a report shows beside what the agents found: totals, tables by channel and campaign, days.</summary>
internal static class CampaignFigures
{
    private static readonly string[] Breakdowns = [DimensionNames.Channel, DimensionNames.Campaign];

    /// <summary>For each dataset and currency. A dataset that holds the same spend as another at a finer grain is left out: it would be counted twice.</summary>
    /// <param name="datasets">What was loaded.</param>
    /// <param name="statedCurrency">The currency that the caller states for exports that state none.</param>
    public static IReadOnlyList<DatasetFigures> Of(IReadOnlyList<Dataset> datasets, string? statedCurrency) =>
        [.. datasets.OfType<PerformanceDataset>().Where(dataset => dataset.SameSpendAs is null && dataset.Table.RowCount > 0).SelectMany(dataset => Of(dataset, statedCurrency))];

    private static IEnumerable<DatasetFigures> Of(PerformanceDataset dataset, string? statedCurrency)
    {
        var totals = Kpi.RollUp(dataset, new KpiQuery { HasIntervals = true });
        var tables = Breakdowns.Where(dataset.Table.HasDimension)
            .Select(dimension => (Dimension: dimension, Kpi.RollUp(dataset, new KpiQuery { By = [dimension], HasIntervals = true }).By)).ToList();
        IReadOnlyList<KpiRow> days = dataset.Table.HasDays ? Kpi.RollUp(dataset, new KpiQuery { Grain = TimeGrain.Day }).By : [];
        var each = totals.TotalsByCurrency.Count > 0 ? totals.TotalsByCurrency.Select(row => row.Figures) : [totals.Totals];
        return each.Select(total => new DatasetFigures
        {
            Dataset = dataset,
            Currency = total.Currency ?? statedCurrency ?? Money.UnknownCurrency,
            Totals = FigureRow.Of("all", total),
            Tables = [.. tables.Select(table => new FigureTable(table.Dimension, [.. In(table.By, total.Currency).Select(row => FigureRow.Of(row.Key[table.Dimension], row.Figures))]))],
            Daily = [.. In(days, total.Currency).Select(row => (DateOnly.ParseExact(row.Key["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture), FigureRow.Of("", row.Figures)))],
        });
    }

    private static IEnumerable<KpiRow> In(IReadOnlyList<KpiRow> rows, string? currency) => rows.Where(row => row.Figures.Currency == currency);
}
