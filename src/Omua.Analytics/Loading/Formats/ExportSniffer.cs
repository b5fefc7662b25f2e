using System.Text;

namespace Omua.Analytics;

/// <summary>Finds the header of a file, below a preamble if there is one, and says what the file is.</summary>
internal static class ExportSniffer
{
    private const int PreambleLimit = 30;
    private static readonly byte[] Delimiters = [(byte)',', (byte)'\t', (byte)';', (byte)'|'];

    public static SniffedFile Sniff(ByteSource source, string path, LoadOptions options)
    {
        var head = source.Head(1 << 16);
        if (head.AsSpan().Contains((byte)0))
        {
            return new SniffedFile(null, null, "it is a binary file");
        }

        var start = head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (head.AsSpan(start).Trim(" \t\r\n"u8).IsEmpty)
        {
            return new SniffedFile(null, null, null) { IsEmpty = true };
        }

        var mapping = options.Mappings.FirstOrDefault(each => each.Fits(path));
        List<string> nearest = [];
        foreach (var delimiter in Delimiters)
        {
            var reader = new CsvRecordReader(source, delimiter, start, source.Length, 1);
            for (var record = 0; record < PreambleLimit && reader.Read(); record++)
            {
                if (reader.Problem is not null || reader.FieldCount < 2)
                {
                    continue;
                }

                var texts = Texts(reader);
                nearest = texts.Count > nearest.Count ? texts : nearest;
                if ((mapping is null ? For(texts, delimiter, reader, path) : MappedFile.For(mapping, texts, delimiter, reader)) is { } found)
                {
                    return found.Reason is null ? Sampled(found, source, options, mapping) : found;
                }
            }
        }

        if (mapping is not null)
        {
            return new SniffedFile(null, null, nearest.Count == 0 ? "it is no table of two columns and more" : MappedFile.Missing(mapping, nearest)) { IsMapped = true };
        }

        if (RecordSniffer.Blanks(source, start) is { } blanks)
        {
            return new SniffedFile(null, null, null) { Records = blanks };
        }

        return new SniffedFile(null, null,
            $"no header was found in its first {PreambleLimit} lines; a performance export has at least two of {string.Join(", ", GenericFormat.Looked)}, and a date or campaign; other rows are known by path and conversions, user and time and channel and conversion, user and variant, user and event and time, or customer and date and amount");
    }

    private static SniffedFile? For(List<string> header, byte delimiter, CsvRecordReader reader, string path)
    {
        var names = new ColumnNames(header);
        foreach (var format in VendorFormats.All)
        {
            if (ExportLayout.Bind(format, names, delimiter, reader.NextOffset, reader.NextLine) is { } layout)
            {
                return new SniffedFile(layout, null, null);
            }
        }

        if (LookupFormat.For(header, path) is { } lookup)
        {
            return new SniffedFile(null, lookup, null) { Header = header, Delimiter = delimiter, DataOffset = reader.NextOffset };
        }

        return ExportLayout.Bind(GenericFormat.Format, names, delimiter, reader.NextOffset, reader.NextLine) is { } generic
            ? new SniffedFile(generic, null, null)
            : RecordSniffer.For(header, delimiter, reader) is { } records ? new SniffedFile(null, null, null) { Records = records }
            : null;
    }

    private static SniffedFile Sampled(SniffedFile found, ByteSource source, LoadOptions options, ColumnMapping? mapping)
    {
        options = options with { DayFirst = mapping?.DayFirst ?? options.DayFirst, DecimalComma = mapping?.DecimalComma ?? options.DecimalComma };
        if (found.Layout is { } layout)
        {
            CsvRecordReader Reader() => new(source, layout.Delimiter, layout.DataOffset, source.Length, layout.DataLine);
            var habits = CellHabits.Of(Reader(), layout.Header.Count, [.. layout.Measures.Select(measure => measure.Index)], [.. layout.Measures.Where(measure => measure.Name is MeasureNames.Impressions or MeasureNames.Clicks).Select(measure => measure.Index)], layout.Date, options);
            return found with { Layout = LayoutSample.On(layout with { DecimalComma = habits.DecimalComma, DayFirst = habits.DayFirst }, Reader()), HasAmbiguousDates = habits.IsAmbiguous };
        }

        return found.Records is { } records ? found with { Records = RecordSniffer.Sampled(records, source, options, out var ambiguous), HasAmbiguousDates = ambiguous } : found;
    }

    internal static List<string> Texts(CsvRecordReader reader)
    {
        var texts = new List<string>(reader.FieldCount);
        for (var index = 0; index < reader.FieldCount; index++)
        {
            var text = Encoding.UTF8.GetString(reader.Field(index));
            texts.Add(reader.IsEscaped(index) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text);
        }

        return texts;
    }
}
