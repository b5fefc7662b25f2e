namespace Omua.Analytics;

/// <summary>A format bound to one file: which field is what, and how its cells are written.</summary>
internal sealed record RecordLayout
{
    public required RecordFormat Format { get; init; }

    public required IReadOnlyList<string> Header { get; init; }

    public required byte Delimiter { get; init; }

    public required long DataOffset { get; init; }

    public required long DataLine { get; init; }

    /// <summary>The roles with the field that each is read from.</summary>
    public required IReadOnlyList<(RecordRole Role, int Field)> Fields { get; init; }

    public bool DecimalComma { get; init; }

    public bool DayFirst { get; init; }

    /// <summary>Any number of blanks between the fields, and before the first.</summary>
    public bool IsBlankSeparated => Delimiter == (byte)' ';

    /// <summary>Equal for files whose rows make one table.</summary>
    public string Shape => $"{Format.Kind}|{Format.Name}|{string.Join(',', Fields.Select(one => $"{one.Role.Name}:{one.Role.Cell}"))}|{Header.Count}";
}
