namespace Omua.Analytics;

/// <summary>What a file turned out to be: a performance export, a file beside one, or neither with the reason.</summary>
internal sealed record SniffedFile(ExportLayout? Layout, string? Lookup, string? Reason)
{
    public bool IsEmpty { get; init; }

    public bool HasAmbiguousDates { get; init; }

    public IReadOnlyList<string> Header { get; init; } = [];

    public byte Delimiter { get; init; }

    public long DataOffset { get; init; }
}
