using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The figures that something rests on, with all that someone needs to compute them again.</summary>
internal static class EvidenceTable
{
    public static Html Draw(IReadOnlyList<Evidence> evidence, RunRecord run)
    {
        var table = new HtmlTable("Evidence", ("Figure", false), ("Value", true), ("Formula", false), ("Rows", false), ("Window", false)) { IsStacked = true };
        foreach (var figure in evidence)
        {
            table.Add([
                Html.Of($"{figure.Metric}{Note(figure)}"), Html.Of($"{FigureText.In(figure.Unit, figure.Value)}{Interval(figure)}"), Html.Of($"<code>{figure.Formula}</code>"),
                Html.Of($"{Rows(figure)}"), Html.Of($"{FigureText.Window(figure.Window, run.HasYear(figure.Dataset))}")]);
        }

        return table.Draw();
    }

    private static Html Note(Evidence figure) => figure.Note is { } note ? Html.Of($"<br><span class=\"note\">{note}</span>") : Html.Empty;

    private static Html Interval(Evidence figure) => figure.Interval is { } interval
        ? Html.Of($"<br><span class=\"note\">{FigureText.Interval(figure.Unit, interval)}</span>")
        : Html.Empty;

    private static string Rows(Evidence figure)
    {
        var which = figure.Rows.Count == 0 ? "all rows" : string.Join(", ", figure.Rows.Select(row => $"{row.Key} = {row.Value}"));
        return $"{FigureText.Count(figure.RowCount)} of {figure.Dataset}: {which}";
    }
}
