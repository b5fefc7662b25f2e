namespace Omua.Analytics;

/// <summary>What a file turned out to be: a performance export, rows of another kind, a file beside an export, or neither with the reason.</summary>
internal sealed record SniffedFile(ExportLayout? Layout, string? Lookup, string? Reason)
{
    /// <summary>The layout of rows that are no performance; null where they are, or where the file is none of these.</summary>
    public RecordLayout? Records { get; init; }

    public bool IsEmpty { get; init; }

    /// <summary>Whether a mapping was written for the file.</summary>
    public bool IsMapped { get; init; }

    public bool HasAmbiguousDates { get; init; }

    public IReadOnlyList<string> Header { get; init; } = [];

    public byte Delimiter { get; init; }

    public long DataOffset { get; init; }
}
