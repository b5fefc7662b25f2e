namespace Omua.Cli.Reports;

/// <summary>A table for people: columns of text to the left, figures to the right.</summary>
internal sealed class HtmlTable(string caption, params IReadOnlyList<(string Name, bool IsFigure)> columns)
{
    private readonly List<Html> _rows = [];

    /// <summary>Whether a narrow screen shows each row as a card with the names of the columns in it, where other tables scroll sideways.</summary>
    public bool IsStacked { get; init; }

    /// <summary>A name of the data as the head of a column: <c>ad_set</c> is "Ad set".</summary>
    public static string Heading(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    /// <summary>Adds a row; a cell that is not markup yet is encoded by the caller through <see cref="Html.Of"/>.</summary>
    public void Add(IReadOnlyList<Html> cells, bool isTotal = false)
    {
        var body = cells.Select((cell, index) => Html.Of($"<td{Class(index)}{Label(cell, index)}>{Content(cell)}</td>"));
        _rows.Add(isTotal ? Html.Of($"<tr class=\"total\">{body}</tr>\n") : Html.Of($"<tr>{body}</tr>\n"));
    }

    public Html Draw()
    {
        var heads = columns.Select((column, index) => Html.Of($"<th{Class(index)} scope=\"col\">{column.Name}</th>"));
        var kind = IsStacked ? Html.Of($"stack") : Html.Of($"scroll");
        return Html.Of($"<div class=\"{kind}\"><table aria-label=\"{caption}\"><thead><tr>{heads}</tr></thead><tbody>\n{_rows}</tbody></table></div>\n");
    }

    // One element, so that a card can set the name of the column beside it.
    private Html Content(Html cell) => IsStacked && !cell.IsEmpty ? Html.Of($"<div>{cell}</div>") : cell;

    private Html Class(int column) => columns[column].IsFigure ? Html.Of($" class=\"n\"") : Html.Empty;

    private Html Label(Html cell, int column) => IsStacked && column > 0 && !cell.IsEmpty ? Html.Of($" data-label=\"{columns[column].Name}\"") : Html.Empty;
}
