namespace Omua.Analytics;

/// <summary>A table while it is put together: columns are joined from several files, renamed and derived before it is closed.</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, (int[] Codes, string[] Values)> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _measures = new(StringComparer.Ordinal);
    private readonly int[]? _days;

    public TableColumns(IReadOnlyList<FileRows> files)
    {
        var parts = files.SelectMany(file => file.Parts).ToList();
        RowCount = checked((int)files.Sum(file => file.Count));
        var layout = files[0].Layout;
        _days = layout.HasDays ? Joined(parts, part => part.Days!) : null;
        for (var index = 0; index < layout.Measures.Count; index++)
        {
            var at = index;
            _measures[layout.Measures[index].Name] = Joined(parts, part => part.Measures[at]);
        }

        for (var index = 0; index < layout.Dimensions.Count; index++)
        {
            _dimensions[layout.Dimensions[index].Name] = JoinedCodes(parts, index);
        }
    }

    public int RowCount { get; }

    public int[]? Days => _days;

    public bool Has(string dimension) => _dimensions.ContainsKey(dimension);

    public string[] Values(string dimension) => _dimensions[dimension].Values;

    public int[] Codes(string dimension) => _dimensions[dimension].Codes;

    /// <summary>Adds a dimension with one value for all rows.</summary>
    public void AddConstant(string dimension, string value) => _dimensions[dimension] = (new int[RowCount], RowCount == 0 ? [] : [value]);

    public void AddMeasure(string measure, double[] values) => _measures[measure] = values;

    /// <summary>Adds a dimension whose value follows from the value of another; equal results become one value.</summary>
    public void Derive(string dimension, string from, Func<string, string> value)
    {
        var (codes, values) = _dimensions[from];
        var distinct = new Dictionary<string, int>(StringComparer.Ordinal);
        var map = new int[values.Length];
        for (var code = 0; code < values.Length; code++)
        {
            var derived = value(values[code]);
            if (!distinct.TryGetValue(derived, out map[code]))
            {
                distinct[derived] = map[code] = distinct.Count;
            }
        }

        _dimensions[dimension] = (Array.ConvertAll(codes, code => map[code]), [.. distinct.Keys]);
    }

    public PerformanceTable Close() => new(RowCount, _days, _dimensions, _measures);

    private T[] Joined<T>(List<RowBuffer> parts, Func<RowBuffer, T[]> column)
    {
        var joined = GC.AllocateUninitializedArray<T>(RowCount);
        var at = 0;
        foreach (var part in parts)
        {
            column(part).AsSpan(0, part.Count).CopyTo(joined.AsSpan(at));
            at += part.Count;
        }

        return joined;
    }

    private (int[] Codes, string[] Values) JoinedCodes(List<RowBuffer> parts, int dimension)
    {
        var codes = Joined(parts, part => part.Codes[dimension]);
        if (parts.Count == 1)
        {
            return (codes, [.. parts[0].Dictionaries[dimension].Values]);
        }

        var all = new ValueDictionary();
        var at = 0;
        foreach (var part in parts)
        {
            var own = part.Dictionaries[dimension];
            var map = new int[own.Values.Count];
            var moves = false;
            for (var code = 0; code < map.Length; code++)
            {
                map[code] = all.Code(own.Key(code));
                moves |= map[code] != code;
            }

            for (var row = at; moves && row < at + part.Count; row++)
            {
                codes[row] = map[codes[row]];
            }

            at += part.Count;
        }

        return (codes, [.. all.Values]);
    }
}
