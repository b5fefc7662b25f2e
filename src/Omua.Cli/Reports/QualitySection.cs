using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What was read and what was not: the ground that all figures stand on.</summary>
internal static class QualitySection
{
    public static Html Draw(RunRecord run) => Html.Of(
        $"<section id=\"quality\"><h2>Data quality</h2>{run.Datasets.Select(dataset => Dataset(dataset, run.HasYear(dataset.Name)))}{Faults(run.Faults)}</section>");

    private static Html Dataset(Dataset dataset, bool hasYear)
    {
        var quality = dataset.Quality;
        return Html.Of(
            $"""
            <h3>{dataset.Name}</h3>
            <dl><dt>Format</dt><dd>{dataset.Format} ({dataset.Kind})</dd><dt>Channel</dt><dd>{dataset.Channel ?? "not identified by the export"}</dd>
            <dt>Days</dt><dd>{FigureText.Window(dataset.Window, hasYear)}</dd><dt>Rows read</dt><dd>{FigureText.Count(quality.RowsRead)}</dd>
            <dt>Rows refused</dt><dd>{FigureText.Count(quality.RowsRefused)}</dd><dt>Exact duplicates</dt><dd>{FigureText.Count(quality.Duplicates)}{(quality.Duplicates > 0 ? " (kept and counted)" : "")}</dd>
            <dt>Days without rows</dt><dd>{Gaps(quality.Gaps, hasYear)}</dd><dt>Currencies</dt><dd>{Currencies(quality.Currencies)}</dd></dl>
            {Refused(quality)}{List("Left out, since an earlier file has the same content", quality.RepeatedFiles)}{List("To know", quality.Notes)}
            """);
    }

    private static string Gaps(IReadOnlyList<DateRange> gaps, bool hasYear) =>
        gaps.Count == 0 ? "none" : string.Join(", ", gaps.Select(gap => FigureText.Window(gap, hasYear)));

    private static string Currencies(IReadOnlyList<string> currencies) => currencies.Count switch
    {
        0 => "the export states none",
        1 => currencies[0],
        _ => string.Join(", ", currencies) + " (never summed together)",
    };

    private static Html Refused(DatasetQuality quality)
    {
        if (quality.Refused.Count == 0)
        {
            return Html.Empty;
        }

        var table = new HtmlTable("Refused rows", ("File", false), ("Line", true), ("Reason", false));
        foreach (var row in quality.Refused)
        {
            table.Add([Html.Of($"{row.File}"), Html.Of($"{row.Line}"), Html.Of($"{row.Reason}")]);
        }

        var shown = quality.RowsRefused > quality.Refused.Count ? $"The first {quality.Refused.Count} of {FigureText.Count(quality.RowsRefused)} refused rows" : "Refused rows";
        return Html.Of($"<details open><summary>{shown}</summary>{table.Draw()}</details>");
    }

    private static Html List(string heading, IReadOnlyList<string> lines) => lines.Count == 0
        ? Html.Empty
        : Html.Of($"<p class=\"note\">{heading}:</p><ul>{lines.Select(line => Html.Of($"<li>{line}</li>"))}</ul>");

    private static Html Faults(IReadOnlyList<Fault> faults) => faults.Count == 0
        ? Html.Empty
        : Html.Of($"<h3>What could not be used</h3><ul>{faults.Select(fault => Html.Of($"<li><code>{fault.Code}</code> {fault.Message} <span class=\"soft\">{fault.Place}</span><br>{fault.Fix}</li>"))}</ul>");
}
