namespace Omua.Analytics;

/// <summary>A format bound to the header of one file: which field is what.</summary>
internal sealed record ExportLayout
{
    public required ExportFormat Format { get; init; }

    public required IReadOnlyList<string> Header { get; init; }

    public required byte Delimiter { get; init; }

    public required long DataOffset { get; init; }

    public required long DataLine { get; init; }

    public int Date { get; init; } = -1;

    public int Month { get; init; } = -1;

    public int Day { get; init; } = -1;

    public required IReadOnlyList<(string Name, int Index)> Dimensions { get; init; }

    public required IReadOnlyList<(string Name, int Index, double Divisor)> Measures { get; init; }

    /// <summary>Currency that the header states for all rows.</summary>
    public string? Currency { get; init; }

    public bool DecimalComma { get; init; }

    public bool DayFirst { get; init; }

    /// <summary>A row whose campaign is empty is the platform's own sum over the rows.</summary>
    public bool EmptyCampaignIsTotal { get; init; }

    public bool HasDays => Date >= 0 || Month >= 0;

    /// <summary>Columns that nothing is read from.</summary>
    public IEnumerable<string> Unused => Header.Where((_, index) =>
        index != Date && index != Month && index != Day && Dimensions.All(known => known.Index != index) && Measures.All(known => known.Index != index));

    public static ExportLayout? Bind(ExportFormat format, IReadOnlyList<string> header, byte delimiter, long offset, long line)
    {
        var names = header.Select(HeaderName.Normalise).ToList();
        if (!format.Required.All(names.Contains))
        {
            return null;
        }

        return new ExportLayout
        {
            Format = format,
            Header = header,
            Delimiter = delimiter,
            DataOffset = offset,
            DataLine = line,
            Date = format.Date is null ? -1 : names.IndexOf(format.Date),
            Month = format.MonthAndDay is null ? -1 : names.IndexOf(format.MonthAndDay.Value.Month),
            Day = format.MonthAndDay is null ? -1 : names.IndexOf(format.MonthAndDay.Value.Day),
            Dimensions = [.. format.Dimensions.Select(known => (known.Dimension, names.IndexOf(known.Column))).Where(known => known.Item2 >= 0)],
            Measures = [.. format.Measures.Select(known => (known.Measure, names.IndexOf(known.Column), known.Divisor)).Where(known => known.Item2 >= 0)],
            EmptyCampaignIsTotal = names.Contains("reportingstarts"),
        };
    }
}
