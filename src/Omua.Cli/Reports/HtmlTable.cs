namespace Omua.Cli.Reports;

/// <summary>A table for people: columns of text to the left, figures to the right.</summary>
internal sealed class HtmlTable(string caption, params IReadOnlyList<(string Name, bool IsFigure)> columns)
{
    private readonly List<Html> _rows = [];

    /// <summary>Adds a row; a cell that is not markup yet is encoded by the caller through <see cref="Html.Of"/>.</summary>
    public void Add(IReadOnlyList<Html> cells, bool isTotal = false)
    {
        var body = cells.Select((cell, index) => columns[index].IsFigure ? Html.Of($"<td class=\"n\">{cell}</td>") : Html.Of($"<td>{cell}</td>"));
        _rows.Add(isTotal ? Html.Of($"<tr class=\"total\">{body}</tr>\n") : Html.Of($"<tr>{body}</tr>\n"));
    }

    public Html Draw()
    {
        var heads = columns.Select(column => column.IsFigure ? Html.Of($"<th class=\"n\" scope=\"col\">{column.Name}</th>") : Html.Of($"<th scope=\"col\">{column.Name}</th>"));
        return Html.Of($"<div class=\"scroll\"><table aria-label=\"{caption}\"><thead><tr>{heads}</tr></thead><tbody>\n{_rows}</tbody></table></div>\n");
    }
}
