namespace Omua.Analytics;

/// <summary>The cells of one role, row by row.</summary>
internal sealed class RecordColumn(RecordRole role)
{
    private readonly ValueDictionary _names = new();

    public RecordRole Role => role;

    /// <summary>Distinct names: of a text column, or of the steps of a path.</summary>
    public IReadOnlyList<string> Values => _names.Values;

    /// <summary>For each row of a text column its name; for a path column the steps of all rows, one after the other.</summary>
    public List<int> Codes { get; } = [];

    /// <summary>For each row of a path column, where its steps end.</summary>
    public List<int> Ends { get; } = [];

    public List<double> Numbers { get; } = [];

    /// <summary>Ticks.</summary>
    public List<long> Moments { get; } = [];

    public void AddName(ReadOnlySpan<byte> name) => Codes.Add(_names.Code(name));

    /// <summary>Adds the steps between the signs <c>&gt;</c>; false for a path without any.</summary>
    public bool TryAddPath(ReadOnlySpan<byte> path)
    {
        var start = Codes.Count;
        while (!path.IsEmpty)
        {
            var end = path.IndexOf((byte)'>');
            var step = (end < 0 ? path : path[..end]).Trim(" \t-"u8);
            path = end < 0 ? default : path[(end + 1)..];
            if (!step.IsEmpty && !IsMarker(step))
            {
                AddName(step);
            }
        }

        if (Codes.Count == start)
        {
            return false;
        }

        Ends.Add(Codes.Count);
        return true;
    }

    // Some tools write the ends of a journey into it.
    private static bool IsMarker(ReadOnlySpan<byte> step) =>
        step[0] == (byte)'(' && (step.SequenceEqual("(start)"u8) || step.SequenceEqual("(conversion)"u8) || step.SequenceEqual("(null)"u8));
}
