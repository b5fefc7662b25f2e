namespace Omua.Cli.Shell;

/// <summary>Columns of text, aligned. Cells are printed as they are: no markup exists here that data could speak.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _right = new bool[columns.Length];

    /// <summary>Aligns columns to the right, as figures want it.</summary>
    public TextTable Right(int firstColumn)
    {
        for (var column = firstColumn; column < _right.Length; column++)
        {
            _right[column] = true;
        }

        return this;
    }

    /// <summary>An array and not a span: the runtime compiles a span of six anew at every start.</summary>
    public void Add(params string[] cells)
    {
        var row = new string[columns.Length];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column < cells.Length ? Printable.Line(cells[column]) : "";
        }

        _rows.Add(row);
    }

    public void WriteTo(TextWriter writer, bool hasColor)
    {
        var widths = new int[columns.Length];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = columns[column].Length;
            foreach (var row in _rows)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        writer.Write(hasColor ? "\e[1m" : "");
        WriteRow(writer, columns, widths, hasColor ? "\e[0m" : "");
        foreach (var row in _rows)
        {
            WriteRow(writer, row, widths, "");
        }
    }

    private void WriteRow(TextWriter writer, string[] cells, int[] widths, string end)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            var isLast = column == widths.Length - 1;
            var cell = cells[column];
            var gap = widths[column] - cell.Length;
            Space(writer, _right[column] ? gap : 0);
            writer.Write(cell);
            Space(writer, _right[column] || isLast ? 0 : gap);
            writer.Write(isLast ? end : "  ");
        }

        writer.WriteLine();
    }

    /// <summary>Blank by blank: padding a string uses vector code, which the runtime compiles at every start.</summary>
    private static void Space(TextWriter writer, int width)
    {
        for (var blank = 0; blank < width; blank++)
        {
            writer.Write(' ');
        }
    }
}
