using System.Runtime.InteropServices;

namespace Omua.Analytics;

/// <summary>
/// The rows of one group summed block by block. A block is a day; where the table carries no days, it is a row. Days without a row are absent, not zero.
/// </summary>
public sealed class GroupSeries
{
    private readonly Dictionary<string, double[]> _measures;

    private GroupSeries(IReadOnlyDictionary<string, string> key, long rowCount, int[]? days, Dictionary<string, double[]> measures, int blockCount)
    {
        Key = key;
        RowCount = rowCount;
        Days = days;
        _measures = measures;
        BlockCount = blockCount;
    }

    /// <summary>The dimension values of the group; empty for all rows.</summary>
    public IReadOnlyDictionary<string, string> Key { get; }

    /// <summary>The values of <see cref="Key"/> in one line, to name the group by: <c>paid_search / brand</c>; <c>all</c> for all rows.</summary>
    public string Label => Key.Count == 0 ? "all" : string.Join(" / ", Key.Values);

    /// <summary>How many rows were summed.</summary>
    public long RowCount { get; }

    /// <summary>The days with rows, rising, as <see cref="DateOnly.DayNumber"/>; null where the table carries none.</summary>
    public IReadOnlyList<int>? Days { get; }

    /// <summary>How many blocks.</summary>
    public int BlockCount { get; }

    /// <summary>From the first to the last day; null where the table carries none.</summary>
    public DateRange? Window => Days is { Count: > 0 } days ? new DateRange(DateOnly.FromDayNumber(days[0]), DateOnly.FromDayNumber(days[^1])) : null;

    /// <summary>Whether the rows carry a measure.</summary>
    public bool Has(string measure) => _measures.ContainsKey(measure);

    /// <summary>The sum of a measure in each block.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.MissingMeasure"/>.</exception>
    public ReadOnlySpan<double> Of(string measure) =>
        _measures.TryGetValue(measure, out var values) ? values : throw MathsFaults.MissingMeasure(measure, _measures.Keys);

    /// <summary>The sum of a measure over all blocks.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.MissingMeasure"/>.</exception>
    public double Sum(string measure)
    {
        var sum = 0.0;
        foreach (var value in Of(measure))
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The groups of a table, largest cost first where it has cost, else by label.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="by">Names of the dimensions to group by; empty gives one group of all rows.</param>
    /// <param name="currency">Only rows of this currency; may be null where all rows are of one.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.UnknownDimension"/>, or <see cref="FaultCodes.MixedCurrencies"/> where rows are of several and none was chosen.</exception>
    public static IReadOnlyList<GroupSeries> From(PerformanceTable table, IReadOnlyList<string> by, string? currency = null)
    {
        foreach (var dimension in by.Where(dimension => !table.HasDimension(dimension)))
        {
            throw MathsFaults.UnknownDimension(dimension, table.Dimensions);
        }

        var query = new KpiQuery { By = by };
        if (table.HasDimension(DimensionNames.Currency))
        {
            var currencies = table.Values(DimensionNames.Currency);
            if (currency is null && currencies.Count > 1)
            {
                throw MathsFaults.MixedCurrencies(currencies);
            }

            query = currency is null ? query : query with { Where = new Dictionary<string, string> { [DimensionNames.Currency] = currency } };
        }

        var groups = RowGroups.Of(table, query, splitsCurrency: false);
        var series = Enumerable.Range(0, groups.Keys.Count).Zip(Rows(table, groups)).Where(pair => pair.Second.Count > 0)
            .Select(pair => Sum(table, KeyOf(by, groups.Keys[pair.First].Values), pair.Second));
        return [.. series.OrderByDescending(group => group.Has(MeasureNames.Cost) ? group.Sum(MeasureNames.Cost) : 0).ThenBy(group => group.Label, StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> KeyOf(IReadOnlyList<string> by, IReadOnlyList<string> values)
    {
        var key = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < by.Count; index++)
        {
            key[by[index]] = values[index];
        }

        return key;
    }

    private static List<int>[] Rows(PerformanceTable table, RowGroups groups)
    {
        var rows = groups.Keys.Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            var group = groups.GroupOfRow is null ? 0 : groups.GroupOfRow[row];
            if (group >= 0)
            {
                rows[group].Add(row);
            }
        }

        return rows;
    }

    private static GroupSeries Sum(PerformanceTable table, Dictionary<string, string> key, List<int> rows)
    {
        int[]? days = null;
        var blockOf = new int[rows.Count];
        if (table.HasDays)
        {
            var all = table.Days;
            var order = new Dictionary<int, int>();
            foreach (var row in rows)
            {
                order.TryAdd(all[row], 0);
            }

            days = [.. order.Keys.Order()];
            for (var block = 0; block < days.Length; block++)
            {
                order[days[block]] = block;
            }

            for (var index = 0; index < blockOf.Length; index++)
            {
                blockOf[index] = order[all[rows[index]]];
            }
        }
        else
        {
            blockOf = [.. Enumerable.Range(0, rows.Count)];
        }

        var blocks = days?.Length ?? rows.Count;
        var measures = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var measure in table.Measures)
        {
            var values = table.Measure(measure);
            ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(measures, measure, out _);
            sums = new double[blocks];
            for (var index = 0; index < blockOf.Length; index++)
            {
                sums[blockOf[index]] += values[rows[index]];
            }
        }

        return new GroupSeries(key, rows.Count, days, measures, blocks);
    }
}
