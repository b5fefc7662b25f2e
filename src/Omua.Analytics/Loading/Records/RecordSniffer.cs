using System.Text;

namespace Omua.Analytics;

/// <summary>Says whether a header, or a first line without one, is of one of the kinds beside performance.</summary>
internal static class RecordSniffer
{
    public static RecordLayout? For(IReadOnlyList<string> header, byte delimiter, CsvRecordReader reader, string? kind = null)
    {
        var names = header.Select(HeaderName.Normalise).ToList();
        foreach (var format in RecordFormats.All.Where(format => kind is null || format.Kind == kind))
        {
            if (format.Bind(names) is { } fields)
            {
                return new RecordLayout
                {
                    Format = format, Header = header, Delimiter = delimiter, DataOffset = reader.NextOffset, DataLine = reader.NextLine, Fields = fields,
                };
            }
        }

        return null;
    }

    /// <summary>Numbers with blanks between and a day among them: the files of the CDNOW study, with or without their header.</summary>
    public static RecordLayout? Blanks(ByteSource source, int start)
    {
        var reader = new CsvRecordReader(source, (byte)' ', start, source.Length, 1);
        var (offset, line) = ((long)start, 1L);
        for (var record = 0; record < 2 && reader.Read(); record++)
        {
            List<string> cells = [.. ExportSniffer.Texts(reader).Where(cell => cell.Length > 0)];
            if (cells.Count is 4 or 5 && DateCell.TryRead(Encoding.UTF8.GetBytes(cells[^3]), false, out _) && cells[^3].Length == 8 && cells.TrueForAll(cell => double.TryParse(cell, out _)))
            {
                string[] header = [.. cells.Count == 5 ? ["customer", "sample_customer"] : new[] { "customer" }, "date", "quantity", "value"];
                return new RecordLayout
                {
                    Format = RecordFormats.Cdnow, Header = header, Delimiter = (byte)' ', DataOffset = offset, DataLine = line, Fields = RecordFormats.Cdnow.Bind(header)!,
                };
            }

            (offset, line) = (reader.NextOffset, reader.NextLine);
        }

        return null;
    }

    /// <summary>The layout with what the first rows tell: how cells are written, and what the columns are that no role names.</summary>
    public static RecordLayout Sampled(RecordLayout layout, ByteSource source, LoadOptions options, out bool ambiguous)
    {
        if (layout.Format.TakesTheRest)
        {
            layout = layout with { Fields = [.. layout.Fields, .. Rest(layout, Reader(layout, source))] };
        }

        List<int> numbers = [.. layout.Fields.Where(field => field.Role.Cell == RecordCell.Number).Select(field => field.Field)];
        var date = layout.Fields.FirstOrDefault(field => field.Role.Cell == RecordCell.Moment, (Role: null!, Field: -1)).Field;
        var habits = CellHabits.Of(Reader(layout, source), layout.Header.Count, numbers, [], date, options);
        ambiguous = habits.IsAmbiguous;
        return layout with { DecimalComma = habits.DecimalComma, DayFirst = habits.DayFirst };
    }

    private static CsvRecordReader Reader(RecordLayout layout, ByteSource source) => new(source, layout.Delimiter, layout.DataOffset, source.Length, layout.DataLine);

    private static IEnumerable<(RecordRole Role, int Field)> Rest(RecordLayout layout, CsvRecordReader reader)
    {
        var open = Enumerable.Range(0, layout.Header.Count).Where(field => layout.Header[field].Length > 0 && layout.Fields.All(known => known.Field != field)).ToList();
        var (isNumber, isMoment) = (open.ToDictionary(field => field, _ => true), open.ToDictionary(field => field, _ => true));
        for (var row = 0; row < CellHabits.SampleRows && reader.Read(); row++)
        {
            foreach (var field in open.Where(field => reader.FieldCount == layout.Header.Count && !reader.Field(field).IsEmpty))
            {
                isNumber[field] &= FlagCell.TryRead(reader.Field(field), out _) || NumberCell.Read(reader.Field(field), false, out _) == NumberState.Number;
                isMoment[field] &= InstantCell.TryRead(reader.Field(field), false, out _) || InstantCell.TryRead(reader.Field(field), true, out _);
            }
        }

        // A column of days is neither measured nor compared by.
        return open.Where(field => isNumber[field] || !isMoment[field])
            .Select(field => (new RecordRole(HeaderName.Snake(layout.Header[field]), isNumber[field] ? RecordCell.Number : RecordCell.Text), field));
    }
}
