namespace Omua.Analytics;

/// <summary>
/// Finds exports of one platform that hold the same money by different columns (campaigns in one file, ads or countries in another), so that it is added once. They are the same where
/// their days overlap and their cost on the days of both is equal to 2 %.
/// </summary>
internal static class SameSpend
{
    private const double Tolerance = 0.02;

    public static List<PerformanceDataset> Marked(List<PerformanceDataset> datasets)
    {
        foreach (var platform in datasets.Where(dataset => dataset.Platform is not null && dataset.SameSpendAs is null && dataset.Table.HasMeasure(MeasureNames.Cost)).GroupBy(dataset => dataset.Platform).ToList())
        {
            // The coarsest that names campaigns comes first: it is the one to roll up from.
            var ordered = platform.OrderBy(Fineness).ThenBy(dataset => dataset.Table.RowCount).ToList();
            for (var index = 1; index < ordered.Count; index++)
            {
                var twin = ordered.Take(index).FirstOrDefault(other => other.SameSpendAs is null && AreSame(other, ordered[index]));
                if (twin is not null)
                {
                    var at = datasets.IndexOf(ordered[index]);
                    datasets[at] = ordered[index] = ordered[index].AtOtherGrainThan(twin.Name);
                }
            }
        }

        return datasets;
    }

    private static int Fineness(PerformanceDataset dataset) =>
        dataset.Table.HasDimension(DimensionNames.Ad) ? 4 : dataset.Table.HasDimension("keyword") || dataset.Table.HasDimension("search_term") ? 3
        : dataset.Table.HasDimension(DimensionNames.AdSet) ? 2 : dataset.Table.HasDimension(DimensionNames.Campaign) ? 0 : 1;

    private static bool AreSame(PerformanceDataset first, PerformanceDataset second)
    {
        if (first.Table.Dimensions.ToHashSet(StringComparer.Ordinal).SetEquals(second.Table.Dimensions))
        {
            return false;
        }

        DateRange? both = null;
        if (first.Window is { } one && second.Window is { } two)
        {
            both = new DateRange(one.From > two.From ? one.From : two.From, one.To < two.To ? one.To : two.To);
            if (both.Value.Days < 1)
            {
                return false;
            }
        }

        var (costs, others) = (Cost(first, both), Cost(second, both));
        return costs > 0 && Math.Abs(costs - others) <= Tolerance * Math.Max(costs, others);
    }

    private static double Cost(PerformanceDataset dataset, DateRange? days)
    {
        var (table, sum) = (dataset.Table, 0.0);
        var cost = table.Measure(MeasureNames.Cost);
        for (var row = 0; row < table.RowCount; row++)
        {
            if (days is not { } window || !table.HasDays || (table.Days[row] >= window.From.DayNumber && table.Days[row] <= window.To.DayNumber))
            {
                sum += cost[row];
            }
        }

        return sum;
    }
}
