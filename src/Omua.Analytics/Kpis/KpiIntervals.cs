namespace Omua.Analytics;

/// <summary>Sets intervals of the ratios of money beside the figures of a report, from the days (or rows) that the figures are sums of.</summary>
internal static class KpiIntervals
{
    /// <summary>Fewer blocks than this say too little of how much they vary.</summary>
    private const int FewestBlocks = 7;

    /// <summary>From here on there are enough weeks to resample.</summary>
    private const int FewestDaysForResampling = 28;

    private const int Draws = 1000;
    private const char Separator = '\u001f';

    private const string Note = "Intervals of cpa, cpc and roas (95 %) are over days: a circular block bootstrap of 7-day runs (Politis and Romano 1992) from 28 days on, "
        + "the delta method (Cochran 1977) below that and over rows without days; none below 7.";

    public static KpiReport On(KpiReport report, KpiQuery query, IReadOnlyList<PerformanceTable> tables)
    {
        // A day alone says nothing of how days vary; weeks and months hold several.
        var groups = query.Grain == TimeGrain.Day ? [] : Series(tables, query);
        var all = Series(tables, query with { By = [], Grain = TimeGrain.None });
        return report with
        {
            Totals = report.TotalsByCurrency.Count > 0 ? report.Totals : With(report.Totals, [.. all.Values.SelectMany(series => series)]),
            TotalsByCurrency = [.. report.TotalsByCurrency.Select(row => row with { Figures = With(row.Figures, all.GetValueOrDefault(Id(row, query with { By = [], Grain = TimeGrain.None }), [])) })],
            By = [.. report.By.Select(row => row with { Figures = With(row.Figures, groups.GetValueOrDefault(Id(row, query), [])) })],
            Notes = [.. report.Notes, Note],
        };
    }

    private static string Id(KpiRow row, KpiQuery query) =>
        string.Join(Separator, query.By.Select(name => row.Key[name]).Append(query.Grain == TimeGrain.None ? "" : row.Key[query.Grain.Name()]).Append(row.Figures.Currency ?? ""));

    private static Dictionary<string, List<GroupSeries>> Series(IReadOnlyList<PerformanceTable> tables, KpiQuery query)
    {
        var series = new Dictionary<string, List<GroupSeries>>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            foreach (var currency in table.HasDimension(DimensionNames.Currency) ? table.Values(DimensionNames.Currency).AsEnumerable<string?>() : [null])
            {
                foreach (var group in GroupSeries.FromRows(table, query, currency))
                {
                    var span = query.Grain == TimeGrain.None ? "" : RowGroups.SpanName(RowGroups.StartOf(group.Days![0], query.Grain), query.Grain);
                    var id = string.Join(Separator, query.By.Select(name => group.Key[name]).Append(span).Append(currency ?? ""));
                    series.TryAdd(id, []);
                    series[id].Add(group);
                }
            }
        }

        return series;
    }

    private static KpiFigures With(KpiFigures figures, List<GroupSeries> series)
    {
        var (blocks, hasDays) = (series.Sum(group => group.BlockCount), series.TrueForAll(group => group.Days is not null));
        if (blocks < FewestBlocks)
        {
            return figures;
        }

        var isResampled = hasDays && blocks >= FewestDaysForResampling;
        Interval? Over(double? value, string above, string below) => value is null ? null : Interval(series, above, below, isResampled);

        return figures with
        {
            CpaInterval = Over(figures.Cpa, MeasureNames.Cost, MeasureNames.Conversions),
            CpcInterval = Over(figures.Cpc, MeasureNames.Cost, MeasureNames.Clicks),
            RoasInterval = Over(figures.Roas, MeasureNames.Revenue, MeasureNames.Cost),
            IntervalMethod = (isResampled ? "block bootstrap of 7-day runs" : "delta method") + FormattableString.Invariant($" over {blocks} {(hasDays ? "days" : "rows")}")
                + (isResampled ? " (Politis and Romano 1992)" : " (Cochran 1977)"),
        };
    }

    private static Interval? Interval(List<GroupSeries> series, string above, string below, bool isResampled)
    {
        // Datasets follow one another: a run that crosses from one into the next mixes two of them once, which is no more than the wrapping round at the end does.
        double[] numerators = [.. series.SelectMany(group => group.Of(above).ToArray())];
        double[] denominators = [.. series.SelectMany(group => group.Of(below).ToArray())];
        var interval = (isResampled ? RatioOfSums.Bootstrap(numerators, denominators, draws: Draws) : RatioOfSums.Delta(numerators, denominators)).Interval;
        // The delta method knows no floor; what cannot be negative has one.
        return interval is { Low: < 0 } range && Array.TrueForAll(numerators, value => value >= 0) ? range with { Low = 0 } : interval;
    }
}
