namespace Omua.Analytics;

/// <summary>Rows of one stretch of a file, column by column, with what was refused on the way.</summary>
internal sealed class RowBuffer
{
    public const int RefusedLimit = 100;

    private int _capacity;

    public RowBuffer(int dimensions, int measures, bool hasDays, int capacity)
    {
        _capacity = Math.Max(16, capacity);
        Days = hasDays ? new int[_capacity] : null;
        Hashes = new ulong[_capacity];
        Codes = [.. Enumerable.Range(0, dimensions).Select(_ => new int[_capacity])];
        Measures = [.. Enumerable.Range(0, measures).Select(_ => new double[_capacity])];
        Dictionaries = [.. Enumerable.Range(0, dimensions).Select(_ => new ValueDictionary())];
    }

    public int Count { get; private set; }

    public int[]? Days;

    public ulong[] Hashes;

    public int[][] Codes { get; }

    public double[][] Measures { get; }

    public ValueDictionary[] Dictionaries { get; }

    public List<(long Line, string Reason)> Refused { get; } = [];

    public long RefusedCount { get; private set; }

    public long TotalRows { get; set; }

    /// <summary>Rows without anything in them, and lines that stand below the table.</summary>
    public long BlankRows { get; set; }

    public long EmptyCells { get; set; }

    public long ClicksAboveImpressions { get; set; }

    public long NegativeRevenue { get; set; }

    /// <summary>How many lines were read.</summary>
    public long Lines { get; set; }

    /// <summary>The place of a new row, which <see cref="Keep"/> then counts.</summary>
    public int Next()
    {
        if (Count == _capacity)
        {
            Reserve(_capacity * 2);
        }

        return Count;
    }

    public void Keep() => Count++;

    public void Reserve(int capacity)
    {
        if (capacity <= _capacity)
        {
            return;
        }

        _capacity = capacity;
        if (Days is not null)
        {
            Array.Resize(ref Days, capacity);
        }

        Array.Resize(ref Hashes, capacity);
        for (var index = 0; index < Codes.Length; index++)
        {
            Array.Resize(ref Codes[index], capacity);
        }

        for (var index = 0; index < Measures.Length; index++)
        {
            Array.Resize(ref Measures[index], capacity);
        }
    }

    public void Refuse(long line, string reason)
    {
        RefusedCount++;
        if (Refused.Count < RefusedLimit)
        {
            Refused.Add((line, reason));
        }
    }
}
