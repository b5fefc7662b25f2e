namespace Omua.Analytics;

/// <summary>Recognises a file by the mapping that a person wrote for it: its columns are given the names of what they are, and the readers take it from there.</summary>
internal static class MappedFile
{
    public const string Name = "mapped.performance";
    private const string Unmapped = " (not mapped)";

    /// <summary>The layout by the mapping; null where this record is not the header that it is about.</summary>
    public static SniffedFile? For(ColumnMapping mapping, List<string> header, byte delimiter, CsvRecordReader reader)
    {
        var names = header.Select(HeaderName.Normalise).ToList();
        if (!mapping.Columns.Values.All(column => names.Contains(HeaderName.Normalise(column))))
        {
            return null;
        }

        // A column that is not mapped keeps its name, unless a role has it now.
        var roles = mapping.Columns.Keys.Select(HeaderName.Normalise).ToHashSet(StringComparer.Ordinal);
        var renamed = header.Select((column, index) => roles.Contains(names[index]) ? column + Unmapped : column).ToList();
        foreach (var (role, column) in mapping.Columns)
        {
            renamed[names.IndexOf(HeaderName.Normalise(column))] = role;
        }

        if (mapping.Kind != "performance")
        {
            return RecordSniffer.For(renamed, delimiter, reader, mapping.Kind) is { } records ? new SniffedFile(null, null, null) { Records = records }
                : Refused($"its mapping makes no {mapping.Kind} of it: see which columns that needs (docs/data.md)");
        }

        return ExportLayout.Bind(Format(mapping), new ColumnNames(renamed), delimiter, reader.NextOffset, reader.NextLine) is { Measures.Count: > 0 } layout
            ? new SniffedFile(layout with { Header = header, Currency = mapping.Currency ?? layout.Currency }, null, null)
            : Refused("its mapping names no measure: impressions, clicks, cost, conversions or revenue");
    }

    /// <summary>Which column the mapping names and the file does not have, beside the nearest one that it has.</summary>
    public static string Missing(ColumnMapping mapping, IReadOnlyList<string> header)
    {
        var names = header.Select(HeaderName.Normalise).ToList();
        var missing = mapping.Columns.First(pair => !names.Contains(HeaderName.Normalise(pair.Value)));
        return $"its mapping reads {missing.Key} from the column '{missing.Value}', which it does not have; the nearest is '{header.MinBy(name => EditDistance.Of(HeaderName.Normalise(name), HeaderName.Normalise(missing.Value)))}'";
    }

    private static SniffedFile Refused(string reason) => new(null, null, reason) { IsMapped = true };

    private static ExportFormat Format(ColumnMapping mapping)
    {
        string[] canonical = [MeasureNames.Impressions, MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue];
        var measures = mapping.Columns.Keys.Where(role => canonical.Contains(role) || mapping.Measures.Contains(role)).ToList();
        return new ExportFormat(Name)
        {
            Required = [],
            Date = mapping.Columns.ContainsKey("date") ? ["date"] : [],
            Dimensions = [.. mapping.Columns.Keys.Where(role => role != "date" && !measures.Contains(role)).Select(role => new DimensionRule(role, HeaderName.Normalise(role)))],
            Measures = [.. measures.Select(role => new MeasureRule(role, mapping.Divide.GetValueOrDefault(role, 1), HeaderName.Normalise(role)))],
            Channel = mapping.Channel,
            Notes = [$"Columns were read as a mapping for '{mapping.Files}' says."],
        };
    }
}
