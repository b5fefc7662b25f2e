using System.Runtime.InteropServices;

namespace Omua.Analytics;

/// <summary>Collects rows into a <see cref="PerformanceTable"/>. Not safe for several threads.</summary>
/// <param name="dimensions">Names of the dimensions, in order.</param>
/// <param name="measures">Names of the measures, in order.</param>
/// <param name="hasDays">Whether rows carry a day.</param>
public sealed class PerformanceTableBuilder(IReadOnlyList<string> dimensions, IReadOnlyList<string> measures, bool hasDays)
{
    private readonly List<int> _days = [];
    private readonly List<int>[] _codes = [.. dimensions.Select(_ => new List<int>())];
    private readonly Dictionary<string, int>[] _dictionaries = [.. dimensions.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<double>[] _measures = [.. measures.Select(_ => new List<double>())];

    /// <summary>How many rows were added.</summary>
    public int RowCount { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="dayNumber"><see cref="DateOnly.DayNumber"/>; ignored where rows carry no day.</param>
    /// <param name="dimensionValues">One value for each dimension.</param>
    /// <param name="measureValues">One finite value for each measure.</param>
    public void Add(int dayNumber, ReadOnlySpan<string> dimensionValues, ReadOnlySpan<double> measureValues)
    {
        for (var index = 0; index < _codes.Length; index++)
        {
            _codes[index].Add(Code(index, dimensionValues[index]));
        }

        AddRest(dayNumber, measureValues);
    }

    /// <summary>The table of all rows added so far.</summary>
    public PerformanceTable Build()
    {
        var columns = new Dictionary<string, (int[], string[])>(StringComparer.Ordinal);
        for (var index = 0; index < _codes.Length; index++)
        {
            columns[dimensions[index]] = (_codes[index].ToArray(), _dictionaries[index].Keys.ToArray());
        }

        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var index = 0; index < _measures.Length; index++)
        {
            sums[measures[index]] = _measures[index].ToArray();
        }

        return new PerformanceTable(RowCount, hasDays ? _days.ToArray() : null, columns, sums);
    }

    private int Code(int dimension, ReadOnlySpan<char> value)
    {
        var dictionary = _dictionaries[dimension];
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(dictionary.GetAlternateLookup<ReadOnlySpan<char>>(), value, out var exists);
        if (!exists)
        {
            code = dictionary.Count - 1;
        }

        return code;
    }

    private void AddRest(int dayNumber, ReadOnlySpan<double> measureValues)
    {
        for (var index = 0; index < _measures.Length; index++)
        {
            _measures[index].Add(measureValues[index]);
        }

        if (hasDays)
        {
            _days.Add(dayNumber);
        }

        RowCount++;
    }
}
