namespace Omua.Analytics;

/// <summary>
/// Rows of performance data held column by column: days as <see cref="DateOnly.DayNumber"/>, dimensions as codes into a list of values, measures as doubles.
/// Immutable and safe to read from many threads. Build one with <see cref="PerformanceTableBuilder"/>.
/// </summary>
public sealed class PerformanceTable
{
    private readonly int[]? _days;
    private readonly Dictionary<string, (int[] Codes, string[] Values)> _dimensions;
    private readonly Dictionary<string, double[]> _measures;

    internal PerformanceTable(
        int rowCount, int[]? days, Dictionary<string, (int[] Codes, string[] Values)> dimensions, Dictionary<string, double[]> measures)
    {
        RowCount = rowCount;
        _days = days;
        _dimensions = dimensions;
        _measures = measures;
    }

    /// <summary>How many rows.</summary>
    public int RowCount { get; }

    /// <summary>Whether the rows carry a day.</summary>
    public bool HasDays => _days is not null;

    /// <summary>The day of each row as <see cref="DateOnly.DayNumber"/>; empty where the export carries no date.</summary>
    public ReadOnlySpan<int> Days => _days;

    /// <summary>Names of the dimensions, in the order of the export.</summary>
    public IReadOnlyCollection<string> Dimensions => _dimensions.Keys;

    /// <summary>Names of the measures.</summary>
    public IReadOnlyCollection<string> Measures => _measures.Keys;

    /// <summary>For each row, the index of its value in <see cref="Values"/>. Throws <see cref="KeyNotFoundException"/> for an unknown dimension.</summary>
    public ReadOnlySpan<int> Codes(string dimension) => _dimensions[dimension].Codes;

    /// <summary>The distinct values of a dimension. Throws <see cref="KeyNotFoundException"/> for an unknown dimension.</summary>
    public IReadOnlyList<string> Values(string dimension) => _dimensions[dimension].Values;

    /// <summary>For each row, the value of a measure. Throws <see cref="KeyNotFoundException"/> for an unknown measure.</summary>
    public ReadOnlySpan<double> Measure(string measure) => _measures[measure];

    /// <summary>Whether the table has a dimension.</summary>
    public bool HasDimension(string dimension) => _dimensions.ContainsKey(dimension);

    /// <summary>Whether the table has a measure.</summary>
    public bool HasMeasure(string measure) => _measures.ContainsKey(measure);
}
