namespace Omua.Analytics;

/// <summary>Tells for rows of a table which block each falls into: its day among the days that the rows have, or itself where the table carries no days.</summary>
internal sealed class DayBlocks
{
    private readonly int[] _days;
    private readonly int[]? _blockOfDay;
    private readonly int _first;

    public DayBlocks(PerformanceTable table)
    {
        _days = table.Days.ToArray();
        if (table.HasDays && _days.Length > 0)
        {
            _first = _days.Min();
            _blockOfDay = new int[_days.Max() - _first + 1];
        }
    }

    /// <summary>The days, rising, null where there are none; and the block of each row.</summary>
    public (int[]? Days, int[] BlockOf) Of(ReadOnlySpan<int> rows)
    {
        var blockOf = new int[rows.Length];
        if (_blockOfDay is null)
        {
            for (var index = 0; index < blockOf.Length; index++)
            {
                blockOf[index] = index;
            }

            return (null, blockOf);
        }

        var seen = new List<int>();
        foreach (var row in rows)
        {
            ref var block = ref _blockOfDay[_days[row] - _first];
            if (block == 0)
            {
                block = 1;
                seen.Add(_days[row]);
            }
        }

        seen.Sort();
        for (var block = 0; block < seen.Count; block++)
        {
            _blockOfDay[seen[block] - _first] = block;
        }

        for (var index = 0; index < blockOf.Length; index++)
        {
            blockOf[index] = _blockOfDay[_days[rows[index]] - _first];
        }

        foreach (var day in seen)
        {
            _blockOfDay[day - _first] = 0;
        }

        return ([.. seen], blockOf);
    }
}
