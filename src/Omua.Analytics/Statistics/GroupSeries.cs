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

        return FromRows(table, new KpiQuery { By = by }, currency);
    }

    /// <summary>As <see cref="From"/>, of the rows that a query takes.</summary>
    internal static IReadOnlyList<GroupSeries> FromRows(PerformanceTable table, KpiQuery query, string? currency)
    {
        if (table.HasDimension(DimensionNames.Currency))
        {
            var currencies = table.Values(DimensionNames.Currency);
            if (currency is null && currencies.Count > 1)
            {
                throw MathsFaults.MixedCurrencies(currencies);
            }

            query = currency is null ? query : query with { Where = new Dictionary<string, string>(query.Where) { [DimensionNames.Currency] = currency } };
        }

        var groups = RowGroups.Of(table, query, splitsCurrency: false);
        var (order, starts) = Sorted(table.RowCount, groups);
        var days = new DayBlocks(table);
        var series = new List<GroupSeries>(groups.Keys.Count);
        for (var group = 0; group < groups.Keys.Count; group++)
        {
            var rows = order.AsSpan(starts[group], starts[group + 1] - starts[group]);
            if (!rows.IsEmpty)
            {
                series.Add(Sum(table, KeyOf(query.By, groups.Keys[group].Values), rows, days));
            }
        }

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

    /// <summary>The rows group by group, each group's in their own order, and where each group starts.</summary>
    private static (int[] Order, int[] Starts) Sorted(int rowCount, RowGroups groups)
    {
        var starts = new int[groups.Keys.Count + 1];
        if (groups.GroupOfRow is not { } groupOfRow)
        {
            starts[^1] = rowCount;
            return ([.. Enumerable.Range(0, rowCount)], starts);
        }

        foreach (var group in groupOfRow)
        {
            if (group >= 0)
            {
                starts[group + 1]++;
            }
        }

        for (var group = 0; group < groups.Keys.Count; group++)
        {
            starts[group + 1] += starts[group];
        }

        var (order, next) = (new int[starts[^1]], starts[..^1]);
        for (var row = 0; row < groupOfRow.Length; row++)
        {
            if (groupOfRow[row] >= 0)
            {
                order[next[groupOfRow[row]]++] = row;
            }
        }

        return (order, starts);
    }

    private static GroupSeries Sum(PerformanceTable table, Dictionary<string, string> key, ReadOnlySpan<int> rows, DayBlocks blocks)
    {
        var (days, blockOf) = blocks.Of(rows);
        var measures = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var measure in table.Measures)
        {
            var values = table.Measure(measure);
            var sums = new double[days?.Length ?? rows.Length];
            for (var index = 0; index < blockOf.Length; index++)
            {
                sums[blockOf[index]] += values[rows[index]];
            }

            measures[measure] = sums;
        }

        return new GroupSeries(key, rows.Length, days, measures, days?.Length ?? rows.Length);
    }
}
