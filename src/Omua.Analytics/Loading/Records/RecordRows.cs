namespace Omua.Analytics;

/// <summary>The rows of all files of one shape, column by column, with what was refused on the way.</summary>
internal sealed class RecordRows(RecordLayout layout)
{
    private readonly List<string> _files = [];
    private readonly List<RefusedRow> _refused = [];
    private readonly HashSet<ulong> _seen = [];

    public RecordLayout Layout => layout;

    public IReadOnlyList<RecordColumn> Columns { get; } = [.. layout.Fields.Select(one => new RecordColumn(one.Role))];

    public IReadOnlyList<string> Files => _files;

    public IReadOnlyList<RefusedRow> Refused => _refused;

    public int Count { get; private set; }

    public long RefusedCount { get; private set; }

    public long Duplicates { get; private set; }

    public long EmptyCells { get; set; }

    public RecordColumn? Column(string role) => Columns.FirstOrDefault(column => column.Role.Name == role);

    public double[]? Numbers(string role) => Column(role) is { } column ? [.. column.Numbers] : null;

    /// <summary>The text columns beside those named.</summary>
    public Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> Dimensions(params IReadOnlyList<string> without) =>
        Columns.Where(column => column.Role.Cell == RecordCell.Text && !without.Contains(column.Role.Name))
            .ToDictionary(column => column.Role.Name, column => (column.Codes.ToArray(), column.Values), StringComparer.Ordinal);

    public void Begin(string file) => _files.Add(file);

    public void Keep(ulong hash)
    {
        Count++;
        Duplicates += _seen.Add(hash) ? 0 : 1;
    }

    public void Refuse(long line, string reason)
    {
        RefusedCount++;
        if (_refused.Count < RowBuffer.RefusedLimit)
        {
            _refused.Add(new RefusedRow(_files[^1], line, reason));
        }
    }
}
