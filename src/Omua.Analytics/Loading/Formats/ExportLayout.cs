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

    public int DateEnd { get; init; } = -1;

    public int Month { get; init; } = -1;

    public int Day { get; init; } = -1;

    public required IReadOnlyList<(string Name, int Index)> Dimensions { get; init; }

    public required IReadOnlyList<(string Name, int Index, double Divisor)> Measures { get; init; }

    /// <summary>Currency that the header or the cells state for all rows.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether cells name several currencies, so that none of their amounts may be added.</summary>
    public bool HasMixedMoney { get; init; }

    public bool DecimalComma { get; init; }

    public bool DayFirst { get; init; }

    /// <summary>Columns that were told by a part of their name alone, so that their cells must bear it out.</summary>
    public IReadOnlyList<int> Guessed { get; init; } = [];

    /// <summary>What the header itself gives a reader to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool HasDays => Date >= 0 || Month >= 0;

    /// <summary>Columns that nothing is read from.</summary>
    public IEnumerable<string> Unused => Header.Where((_, index) =>
        index != Date && index != DateEnd && index != Month && index != Day && Dimensions.All(known => known.Index != index) && Measures.All(known => known.Index != index));

    public static ExportLayout? Bind(ExportFormat format, ColumnNames names, byte delimiter, long offset, long line)
    {
        if (!format.Required.All(names.Has) || !format.AnyOf.All(any => any.Any(names.Has)))
        {
            return null;
        }

        int First(IReadOnlyList<string> columns) => names.Of(columns).FirstOrDefault(-1);

        var dimensions = format.Dimensions.Select(rule => (rule.Name, Index: First(rule.Columns))).Where(known => known.Index >= 0).DistinctBy(known => known.Index).ToList();
        var (measures, notes) = Bound(format, names);
        var (date, month) = (First(format.Date), format.MonthAndDay is { } parts ? names.Of(parts.Month) : -1);
        var guessed = new List<int>();
        // A table of weeks for a mix model has columns that sound like these; only one that names a delivery plainly is looked at further.
        if (format.IsLoose && measures.Exists(known => known.Name is MeasureNames.Impressions or MeasureNames.Clicks or MeasureNames.Cost))
        {
            (date, guessed) = Loose(names, measures, dimensions, date);
        }

        if (format.IsLoose && (measures.Count < 2 || !measures.Exists(known => known.Name is MeasureNames.Impressions or MeasureNames.Clicks or MeasureNames.Cost) || (date < 0 && dimensions.Count == 0)))
        {
            return null;
        }

        if (names.Repeated.ToList() is { Count: > 0 } repeated)
        {
            notes.Add($"Several columns have the same name ({string.Join(", ", repeated)}); the first of each is read.");
        }

        return new ExportLayout
        {
            Format = format,
            Header = names.Header,
            Delimiter = delimiter,
            DataOffset = offset,
            DataLine = line,
            Date = date,
            DateEnd = First(format.DateEnd),
            Month = month,
            Day = format.MonthAndDay is { } both ? names.Of(both.Day) : -1,
            Dimensions = dimensions,
            Measures = measures,
            Currency = dimensions.Exists(known => known.Name == DimensionNames.Currency) || names.Currencies.Count != 1 ? null : names.Currencies.Min,
            Guessed = guessed,
            Notes = notes,
        };
    }

    /// <summary>Adds the columns that are meant by names of the table's own.</summary>
    private static (int Date, List<int> Guessed) Loose(ColumnNames names, List<(string Name, int Index, double Divisor)> measures, List<(string Name, int Index)> dimensions, int date)
    {
        var guessed = new List<int>();
        var taken = measures.Select(known => known.Index).Concat(dimensions.Select(known => known.Index)).Append(date).ToHashSet();
        foreach (var role in (string[])[MeasureNames.Impressions, MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Revenue, MeasureNames.Conversions, LooseNames.Date, DimensionNames.Campaign])
        {
            var isThere = role == LooseNames.Date ? date >= 0 : measures.Exists(known => known.Name == role) || dimensions.Exists(known => known.Name == role);
            if (isThere || LooseNames.Of(role, names, taken) is not (>= 0 and var index))
            {
                continue;
            }

            taken.Add(index);
            guessed.Add(index);
            if (role == LooseNames.Date)
            {
                date = index;
            }
            else if (role == DimensionNames.Campaign)
            {
                dimensions.Add((role, index));
            }
            else
            {
                measures.Add((role, index, 1));
            }
        }

        return (date, guessed);
    }

    private static (List<(string Name, int Index, double Divisor)> Measures, List<string> Notes) Bound(ExportFormat format, ColumnNames names)
    {
        var (measures, notes) = (new List<(string Name, int Index, double Divisor)>(), new List<string>());
        foreach (var rule in format.Measures)
        {
            var found = names.Of(rule.Columns).Where(index => measures.TrueForAll(known => known.Index != index)).ToList();
            if (found.Count == 0 || measures.Exists(known => known.Name == rule.Name))
            {
                continue;
            }

            measures.Add((rule.Name, found[0], rule.Divisor));
            if (!rule.KeepsOthers || found.Count == 1)
            {
                continue;
            }

            foreach (var other in found.Skip(1))
            {
                measures.Add((HeaderName.Snake(names.Header[other]), other, rule.Divisor));
            }

            notes.Add($"{HeaderName.Capital(rule.Name)} are '{names.Header[found[0]]}'. {string.Join(", ", found.Skip(1).Select(other => $"'{names.Header[other]}'"))} count the same otherwise (another attribution window or event): kept under their own names, never added.");
        }

        return (measures, notes);
    }
}
