namespace Omua.Analytics;

/// <summary>Why a metric moved between two periods: what each group adds by its share (mix), by doing better or worse (rate), and by the size of the whole (volume). Pure.</summary>
public static class ChangeDecomposition
{
    /// <summary>The metrics that can be explained.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. ChangeMetric.All.Select(metric => metric.Name)];

    /// <summary>
    /// Splits the change of each metric. A ratio R = sum_i w_i r_i (w_i the group's share of the base, r_i its own ratio): rate_i = (w_i0 + w_i1) / 2 * (r_i1 - r_i0),
    /// mix_i = (w_i1 - w_i0) * ((r_i0 + r_i1) / 2 - (R_0 + R_1) / 2). A sum Y = sum_i S w_i r_i (S all of the base): the Shapley split of the three factors. Both leave nothing
    /// over. A group that has outcome without base in a period (spend and no conversions) has no rate there and stands as unpaired. Intervals: days drawn with replacement in
    /// runs within each period, the same days for all groups, from 8 days in each on. Assumes that days are alike within a period; it describes and does not say what caused
    /// the change. Sources: Bennet (1920), Journal of the Royal Statistical Society 83; Shorrocks (2013), Journal of Economic Inequality 11.
    /// </summary>
    /// <param name="datasets">All that was loaded; spend that several hold at different grains is used once, as in <see cref="Kpi.RollUp(IReadOnlyList{PerformanceDataset}, KpiQuery)"/>.</param>
    /// <param name="query">Which periods, metrics and groups.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.FigureOutOfRange"/> for periods that overlap or are turned round, <see cref="FaultCodes.TooFewObservations"/> where a period has no row,
    /// <see cref="FaultCodes.ZeroTotal"/> where a metric that was asked for has no base in a period, <see cref="FaultCodes.MissingMeasure"/>, and as <see cref="Kpi.RollUp(IReadOnlyList{PerformanceDataset}, KpiQuery)"/>.
    /// </exception>
    public static ChangeReport Of(IReadOnlyList<PerformanceDataset> datasets, ChangeQuery query)
    {
        Check(query);
        var (before, after) = (RollUp(datasets, query, query.Before), RollUp(datasets, query, query.After));
        var rows = before.By.Concat(after.By).ToList();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<IReadOnlyDictionary<string, string>>();
        foreach (var row in rows.Where(row => keys.TryAdd(Id(row, query.By), keys.Count)))
        {
            names.Add(query.By.ToDictionary(name => name, name => row.Key[name], StringComparer.Ordinal));
        }

        List<(int, string, KpiFigures)> Cells(KpiReport report) => [.. report.By.Select(row => (keys[Id(row, query.By)], row.Key["day"], row.Figures))];

        var (cellsBefore, cellsAfter) = (Cells(before), Cells(after));
        var counts = new long[names.Count];
        foreach (var (group, _, figures) in cellsBefore.Concat(cellsAfter))
        {
            counts[group] += figures.RowCount;
        }

        var (changes, notes) = (new List<MetricChange>(), new List<string>(before.Notes.Union(after.Notes).Where(note => !note.Contains(" is null", StringComparison.Ordinal))));
        foreach (var metric in Wanted(query, before.Totals, after.Totals, notes))
        {
            var below = metric.BaseIn(Carried(before.Totals, after.Totals))!;
            PeriodCells Period(List<(int, string, KpiFigures)> cells) => PeriodCells.Of(cells, names.Count, figures => Measure(figures, metric.Outcome) ?? 0, figures => Measure(figures, below) ?? 0);
            changes.Add(ChangeBuilder.Of(metric, below, Period(cellsBefore), Period(cellsAfter), names, counts, query));
        }

        if (query.Before.Days != query.After.Days)
        {
            notes.Add($"The periods have {query.Before.Days} and {query.After.Days} days; sums are compared as they stand, and volume holds the difference.");
        }

        return new ChangeReport(query, changes, rows[0].Figures.Currency, before.Totals.RowCount + after.Totals.RowCount, [.. before.Datasets.Union(after.Datasets)], notes);
    }

    private static void Check(ChangeQuery query)
    {
        MathsFaults.Level(query.Level);
        foreach (var (name, period) in new[] { ("earlier", query.Before), ("later", query.After) })
        {
            if (period.Days < 1)
            {
                throw MathsFaults.OutOfRange($"the length of the {name} period in days", period.Days, "1 and more");
            }
        }

        if (query.After.From <= query.Before.To)
        {
            throw MathsFaults.OutOfRange("the number of days from the end of the earlier period to the start of the later one", query.After.From.DayNumber - query.Before.To.DayNumber, "1 and more");
        }

        if (query.Draws is < 0 or (> 0 and < 100) or > 100_000)
        {
            throw MathsFaults.OutOfRange("the number of draws", query.Draws, "100 to 100000, or 0");
        }

        if (query.By.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.UnknownDimension, "A change is shared out to groups, and no dimension was named.", "Name one, as campaign."));
        }
    }

    private static KpiReport RollUp(IReadOnlyList<PerformanceDataset> datasets, ChangeQuery query, DateRange period)
    {
        var where = query.Currency is null ? query.Where : new Dictionary<string, string>(query.Where) { [DimensionNames.Currency] = query.Currency };
        var report = Kpi.RollUp(datasets, new KpiQuery { By = query.By, Grain = TimeGrain.Day, Where = where, Window = period });
        if (report.By.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.TooFewObservations, $"There is no row from {period.From:yyyy-MM-dd} to {period.To:yyyy-MM-dd}.", "Choose two periods that the data covers."));
        }

        return report.TotalsByCurrency.Count == 0 ? report
            : throw MathsFaults.MixedCurrencies(report.TotalsByCurrency.Select(row => row.Key[DimensionNames.Currency]));
    }

    private static IEnumerable<ChangeMetric> Wanted(ChangeQuery query, KpiFigures before, KpiFigures after, List<string> notes)
    {
        var carried = Carried(before, after);
        foreach (var name in query.Metrics.Where(name => !Metrics.Contains(name)))
        {
            throw new FaultException(new Fault(FaultCodes.MissingMeasure, $"'{name}' is no metric that a change can be explained of.", $"Use one of: {string.Join(", ", Metrics)}."));
        }

        var found = new List<ChangeMetric>();
        foreach (var metric in ChangeMetric.All.Where(metric => query.Metrics.Count == 0 || query.Metrics.Contains(metric.Name)))
        {
            var fault = !carried.Contains(metric.Outcome) || metric.BaseIn(carried) is not { } below
                ? MathsFaults.MissingMeasure(carried.Contains(metric.Outcome) ? string.Join(" or ", metric.Base) : metric.Outcome, carried)
                : Measure(before, below) is not > 0 || Measure(after, below) is not > 0 ? MathsFaults.NothingToDivideBy($"{below} in one of the periods") : null;
            if (fault is null)
            {
                found.Add(metric);
            }
            else if (query.Metrics.Count > 0)
            {
                throw fault;
            }
            else if (carried.Contains(metric.Outcome))
            {
                notes.Add($"{metric.Name} is not explained: {fault.Faults[0].Message}");
            }
        }

        return found.Count > 0 ? found : throw MathsFaults.NothingToDivideBy("cost, clicks and impressions in one of the periods");
    }

    /// <summary>The canonical measures that all rows of both periods carry: the sum of some of the rows must not meet the sum of all.</summary>
    private static List<string> Carried(KpiFigures before, KpiFigures after) =>
        [.. new[] { MeasureNames.Impressions, MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue }.Where(measure =>
            Measure(before, measure) is not null && Measure(after, measure) is not null && !before.PartlyKnown.Contains(measure) && !after.PartlyKnown.Contains(measure))];

    private static double? Measure(KpiFigures figures, string measure) => measure switch
    {
        MeasureNames.Impressions => figures.Impressions,
        MeasureNames.Clicks => figures.Clicks,
        MeasureNames.Cost => figures.Cost,
        MeasureNames.Conversions => figures.Conversions,
        _ => figures.Revenue,
    };

    private static string Id(KpiRow row, IReadOnlyList<string> by) => string.Join('\u001f', by.Select(name => row.Key[name]));
}
