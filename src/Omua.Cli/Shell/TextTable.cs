namespace Omua.Cli.Shell;

/// <summary>Columns of text, aligned. Cells are printed as they are: no markup exists here that data could speak.</summary>
internal sealed class TextTable(params IReadOnlyList<string> columns)
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _right = new bool[columns.Count];

    /// <summary>Aligns columns to the right, as figures want it.</summary>
    public TextTable Right(int firstColumn)
    {
        for (var column = firstColumn; column < _right.Length; column++)
        {
            _right[column] = true;
        }

        return this;
    }

    public void Add(params ReadOnlySpan<string> cells)
    {
        var row = new string[columns.Count];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column < cells.Length ? Printable.Line(cells[column]) : "";
        }

        _rows.Add(row);
    }

    public void WriteTo(TextWriter writer, bool hasColor)
    {
        var widths = new int[columns.Count];
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

    private void WriteRow(TextWriter writer, IReadOnlyList<string> cells, int[] widths, string end)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            var isLast = column == widths.Length - 1;
            var cell = cells[column];
            writer.Write(_right[column] ? cell.PadLeft(widths[column]) : isLast ? cell : cell.PadRight(widths[column]));
            writer.Write(isLast ? end : "  ");
        }

        writer.WriteLine();
    }
}
