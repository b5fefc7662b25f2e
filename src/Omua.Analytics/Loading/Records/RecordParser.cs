namespace Omua.Analytics;

/// <summary>Turns records of one file into rows, or says why one is refused. A row is read whole before any of it is kept.</summary>
internal sealed class RecordParser(RecordLayout layout, RecordRows rows)
{
    private readonly double[] _numbers = new double[layout.Fields.Count];
    private readonly long[] _moments = new long[layout.Fields.Count];
    private readonly List<int> _filled = [];

    public void Parse(CsvRecordReader reader)
    {
        if (reader.Problem is not null)
        {
            rows.Refuse(reader.Line, reader.Problem);
            return;
        }

        var width = Width(reader);
        if (width != layout.Header.Count)
        {
            reader.KeepFirstLineOnly();
            rows.Refuse(reader.Line, $"the row has {width} fields where {(layout.IsBlankSeparated ? "the first has" : "the header has")} {layout.Header.Count}");
        }
        else if (Problem(reader) is { } problem)
        {
            rows.Refuse(reader.Line, problem);
        }
        else
        {
            Keep(reader);
        }
    }

    private int Width(CsvRecordReader reader)
    {
        if (!layout.IsBlankSeparated)
        {
            return reader.FieldCount;
        }

        _filled.Clear();
        for (var field = 0; field < reader.FieldCount; field++)
        {
            if (!reader.Field(field).IsEmpty)
            {
                _filled.Add(field);
            }
        }

        return _filled.Count;
    }

    private ReadOnlySpan<byte> Cell(CsvRecordReader reader, int field) => reader.Field(layout.IsBlankSeparated ? _filled[field] : field);

    private string? Problem(CsvRecordReader reader)
    {
        for (var index = 0; index < layout.Fields.Count; index++)
        {
            var (role, field) = layout.Fields[index];
            var cell = Cell(reader, field);
            if (role.Cell == RecordCell.Moment && !InstantCell.TryRead(cell, layout.DayFirst, out _moments[index]))
            {
                return $"{layout.Header[field]} is {ShownCell.Of(cell)}, which is no date";
            }

            if (role is { Cell: RecordCell.Text or RecordCell.Path, IsRequired: true } && cell.IsEmpty)
            {
                return $"{layout.Header[field]} is empty";
            }

            if (role.Cell == RecordCell.Number && NumberProblem(role, field, cell, index) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private string? NumberProblem(RecordRole role, int field, ReadOnlySpan<byte> cell, int index)
    {
        if (FlagCell.TryRead(cell, out _numbers[index]))
        {
            return null;
        }

        var state = NumberCell.Read(cell, layout.DecimalComma, out _numbers[index]);
        if (state == NumberState.Empty)
        {
            rows.EmptyCells++;
            return null;
        }

        return state != NumberState.Number ? $"{layout.Header[field]} is {ShownCell.Of(cell)}, which is {(state == NumberState.NotFinite ? "not a finite number" : "no number")}"
            : role.IsNeverNegative && _numbers[index] < 0 ? $"{layout.Header[field]} is {ShownCell.Of(cell)}; it cannot be negative"
            : null;
    }

    private void Keep(CsvRecordReader reader)
    {
        for (var index = 0; index < layout.Fields.Count; index++)
        {
            var (role, field) = layout.Fields[index];
            var column = rows.Columns[index];
            var cell = Cell(reader, field);
            switch (role.Cell)
            {
                case RecordCell.Text:
                    column.AddName(reader.IsEscaped(field) ? ShownCell.Unescaped(cell) : cell);
                    break;
                case RecordCell.Number:
                    column.Numbers.Add(_numbers[index]);
                    break;
                case RecordCell.Moment:
                    column.Moments.Add(_moments[index]);
                    break;
                case RecordCell.Path when index == 0 && !column.TryAddPath(cell):
                    rows.Refuse(reader.Line, $"{layout.Header[field]} is {ShownCell.Of(cell)}, which names no channel");
                    return;
                default:
                    break;
            }
        }

        rows.Keep(ByteHash.Of(reader.Record.TrimEnd("\r\n"u8)));
    }
}
