namespace Omua.Analytics;

/// <summary>Sums rows of one or more tables into groups and makes the report of them.</summary>
internal sealed class KpiAccumulator
{
    private readonly Dictionary<RowGroupKey, KpiSums> _groups = [];
    private readonly List<string> _measures;

    public KpiAccumulator(List<PerformanceTable> tables) =>
        _measures = [.. tables.SelectMany(table => table.Measures).Distinct(StringComparer.Ordinal)];

    public void Add(PerformanceTable table, RowGroups groups)
    {
        var targets = groups.Keys.Select(Group).ToArray();
        var rows = new long[targets.Length];
        Count(groups.GroupOfRow, rows, table.RowCount);
        for (var group = 0; group < targets.Length; group++)
        {
            targets[group].RowCount += rows[group];
        }

        foreach (var measure in table.Measures)
        {
            var sums = new double[targets.Length];
            var lost = new double[targets.Length];
            Sum(table.Measure(measure), groups.GroupOfRow, sums, lost);
            for (var group = 0; group < targets.Length; group++)
            {
                targets[group].Add(_measures.IndexOf(measure), sums[group], lost[group], rows[group]);
            }
        }
    }

    public KpiReport Report(KpiQuery query, List<string> datasets, IEnumerable<string> notes)
    {
        var said = new KpiNotes(_measures);
        var currencies = _groups.Keys.Select(key => key.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var mixed = currencies.Count > 1;
        var total = Together(_groups);
        var report = new KpiReport
        {
            Totals = KpiFiguresBuilder.From(total, _measures, mixed ? null : currencies.SingleOrDefault(), keepsMoney: !mixed),
            TotalsByCurrency = mixed ? [.. currencies.Select(currency => CurrencyTotal(currency))] : [],
            By = query.By.Count == 0 && query.Grain == TimeGrain.None ? [] : Rows(query, mixed),
            Datasets = datasets,
        };
        return report with { Notes = [.. notes, .. said.For(report, total, mixed)] };
    }

    private KpiRow CurrencyTotal(string? currency) => new(
        new Dictionary<string, string> { [DimensionNames.Currency] = currency ?? Money.UnknownCurrency },
        KpiFiguresBuilder.From(Together(_groups.Where(group => group.Key.Currency == currency)), _measures, currency, keepsMoney: true));

    private List<KpiRow> Rows(KpiQuery query, bool mixed)
    {
        var groups = _groups.Where(group => group.Value.RowCount > 0)
            .Select(group => (group.Key, Row: new KpiRow(Key(group.Key, query, mixed), KpiFiguresBuilder.From(group.Value, _measures, group.Key.Currency, keepsMoney: true))));
        return [.. groups.OrderBy(group => group.Key.Start ?? 0)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .ThenByDescending(group => group.Row.Figures.Cost ?? 0)
            .ThenByDescending(group => group.Row.Figures.Impressions ?? 0)
            .ThenBy(group => string.Join('\u001f', group.Key.Values), StringComparer.Ordinal)
            .Select(group => group.Row)];
    }

    private static Dictionary<string, string> Key(RowGroupKey key, KpiQuery query, bool mixed)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (key.Start is { } start)
        {
            names[query.Grain.Name()] = RowGroups.SpanName(start, query.Grain);
        }

        for (var index = 0; index < query.By.Count; index++)
        {
            names[query.By[index]] = key.Values[index];
        }

        if (mixed)
        {
            names[DimensionNames.Currency] = key.Currency ?? Money.UnknownCurrency;
        }

        return names;
    }

    private KpiSums Together(IEnumerable<KeyValuePair<RowGroupKey, KpiSums>> groups)
    {
        var together = new KpiSums(_measures.Count);
        foreach (var (_, sums) in groups)
        {
            together.Add(sums);
        }

        return together;
    }

    private KpiSums Group(RowGroupKey key)
    {
        if (!_groups.TryGetValue(key, out var sums))
        {
            _groups[key] = sums = new KpiSums(_measures.Count);
        }

        return sums;
    }

    private static void Count(int[]? groupOfRow, long[] rows, int rowCount)
    {
        if (groupOfRow is null)
        {
            rows[0] = rowCount;
            return;
        }

        foreach (var group in groupOfRow)
        {
            if (group >= 0)
            {
                rows[group]++;
            }
        }
    }

    private static void Sum(ReadOnlySpan<double> values, int[]? groupOfRow, double[] sums, double[] lost)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var group = groupOfRow is null ? 0 : groupOfRow[row];
            if (group < 0)
            {
                continue;
            }

            var (sum, value) = (sums[group], values[row]);
            var total = sum + value;
            lost[group] += Math.Abs(sum) >= Math.Abs(value) ? sum - total + value : value - total + sum;
            sums[group] = total;
        }
    }
}
