using System.Globalization;

namespace Omua.Analytics;

/// <summary>For each row of a table the group that it falls into, and the key of each group.</summary>
internal sealed class RowGroups
{
    private const int DirectLimit = 1 << 20;

    private RowGroups(int[]? groupOfRow, List<RowGroupKey> keys)
    {
        GroupOfRow = groupOfRow;
        Keys = keys;
    }

    /// <summary>The group of each row, -1 for a row that is filtered out; null where all rows fall into group 0.</summary>
    public int[]? GroupOfRow { get; }

    public List<RowGroupKey> Keys { get; }

    public static RowGroups Of(PerformanceTable table, KpiQuery query, bool splitsCurrency)
    {
        var columns = query.By.Select(name => (Name: name, Values: table.Values(name), Codes: table.Codes(name).ToArray())).ToList();
        var hasCurrency = splitsCurrency && table.HasDimension(DimensionNames.Currency);
        if (hasCurrency && !query.By.Contains(DimensionNames.Currency) && table.Values(DimensionNames.Currency).Count > 1)
        {
            columns.Add((DimensionNames.Currency, table.Values(DimensionNames.Currency), table.Codes(DimensionNames.Currency).ToArray()));
        }

        var onlyCurrency = hasCurrency && table.Values(DimensionNames.Currency).Count == 1 ? table.Values(DimensionNames.Currency)[0] : null;
        if (columns.Count == 0 && query.Grain == TimeGrain.None && query.Where.Count == 0 && query.Window is null)
        {
            return new RowGroups(null, [new RowGroupKey([], null, onlyCurrency)]);
        }

        var rows = new int[table.RowCount];
        foreach (var (_, values, codes) in columns)
        {
            // Folding column by column keeps the running number below the count of groups that really occur times the values of one column.
            Fold(rows, codes, values.Count);
        }

        if (query.Grain != TimeGrain.None)
        {
            Fold(rows, Spans(table.Days, query.Grain), null);
        }

        Exclude(rows, table, query);
        return Number(rows, table, query, columns, onlyCurrency);
    }

    private static void Fold(int[] rows, int[] codes, int? values)
    {
        var span = values ?? Distinct(codes);
        var seen = new Dictionary<long, int>();
        var highest = rows.Length == 0 ? 0 : rows.Max();
        if ((long)(highest + 1) * span < DirectLimit)
        {
            var direct = new int[(highest + 1) * span];
            var next = 0;
            for (var row = 0; row < rows.Length; row++)
            {
                ref var group = ref direct[rows[row] * span + codes[row]];
                rows[row] = group == 0 ? (group = ++next) - 1 : group - 1;
            }

            return;
        }

        for (var row = 0; row < rows.Length; row++)
        {
            var key = (long)rows[row] * span + codes[row];
            ref var group = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out var exists);
            rows[row] = exists ? group : group = seen.Count - 1;
        }
    }

    private static int Distinct(int[] codes) => codes.Length == 0 ? 1 : codes.Max() + 1;

    private static int[] Spans(ReadOnlySpan<int> days, TimeGrain grain)
    {
        var first = int.MaxValue;
        foreach (var day in days)
        {
            first = Math.Min(first, StartOf(day, grain));
        }

        var spans = new int[days.Length];
        var (lastDay, lastSpan) = (-1, 0);
        for (var row = 0; row < spans.Length; row++)
        {
            if (days[row] != lastDay)
            {
                (lastDay, lastSpan) = (days[row], StartOf(days[row], grain) - first);
            }

            spans[row] = lastSpan;
        }

        return spans;
    }

    internal static int StartOf(int day, TimeGrain grain) => grain switch
    {
        TimeGrain.Week => day - (int)((uint)day % 7),
        TimeGrain.Month => day - DateOnly.FromDayNumber(day).Day + 1,
        _ => day,
    };

    private static void Exclude(int[] rows, PerformanceTable table, KpiQuery query)
    {
        foreach (var (dimension, value) in query.Where)
        {
            var wanted = table.Values(dimension).ToList().IndexOf(value);
            var codes = table.Codes(dimension);
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = codes[row] == wanted ? rows[row] : -1;
            }
        }

        if (query.Window is { } window)
        {
            var days = table.Days;
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = days[row] >= window.From.DayNumber && days[row] <= window.To.DayNumber ? rows[row] : -1;
            }
        }
    }

    private static RowGroups Number(
        int[] rows, PerformanceTable table, KpiQuery query, List<(string Name, IReadOnlyList<string> Values, int[] Codes)> columns, string? onlyCurrency)
    {
        var keys = new List<RowGroupKey>();
        var numbers = new int[rows.Length == 0 ? 0 : rows.Max() + 1];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] < 0)
            {
                continue;
            }

            ref var number = ref numbers[rows[row]];
            if (number == 0)
            {
                var at = row;
                var currency = columns.Find(column => column.Name == DimensionNames.Currency) is { Codes: { } codes } column ? column.Values[codes[at]] : onlyCurrency;
                int? start = query.Grain == TimeGrain.None ? null : StartOf(table.Days[at], query.Grain);
                keys.Add(new RowGroupKey([.. query.By.Select((_, index) => columns[index].Values[columns[index].Codes[at]])], start, currency));
                number = keys.Count;
            }

            rows[row] = number - 1;
        }

        return new RowGroups(rows, keys);
    }

    internal static string SpanName(int start, TimeGrain grain) =>
        DateOnly.FromDayNumber(start).ToString(grain == TimeGrain.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
