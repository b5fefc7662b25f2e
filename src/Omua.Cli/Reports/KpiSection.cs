using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The figures by channel and by campaign, beside a chart of the one that matters most.</summary>
internal static class KpiSection
{
    private const int LargestInChart = 15;

    private static readonly (string Metric, string Label)[] Columns =
    [
        ("cost", "Cost"), ("revenue", "Revenue"), ("roas", "ROAS"), ("conversions", "Conversions"), ("cpa", "CPA"), ("clicks", "Clicks"),
        ("cpc", "CPC"), ("cvr", "CVR"), ("impressions", "Impressions"), ("ctr", "CTR"), ("cpm", "CPM"),
    ];

    public static Html Draw(RunRecord run) => run.Figures.Count == 0
        ? Html.Empty
        : Html.Of($"<section id=\"figures\"><h2>Figures</h2><p class=\"soft\">Ratios come from summed parts; n/a where the denominator is zero. ROAS: revenue per unit spent. CPA, CPC, CPM: cost per conversion, per click, per thousand impressions. CVR: conversions per click. CTR: clicks per impression.</p>{run.Figures.Select(Dataset)}</section>");

    private static Html Dataset(DatasetFigures figures, int index)
    {
        var unidentified = figures.Dataset.Channel is null && figures.Tables.All(table => table.Dimension != "channel")
            ? Html.Of($"<p class=\"note\">Channel not identified: the export does not say which channel it is from, so there is no table by channel.</p>")
            : Html.Empty;
        return Html.Of($"<h3>{figures.Dataset.Name}{(figures.Currency == Money.UnknownCurrency ? "" : " · " + figures.Currency)}</h3>{unidentified}{figures.Tables.Select((table, at) => Table(figures, table, $"kpi{index}-{at}"))}");
    }

    private static Html Table(DatasetFigures figures, FigureTable table, string id)
    {
        var columns = Columns.Where(column => figures.Totals.Has(column.Metric)).ToList();
        var dimension = table.Dimension.Replace('_', ' ');
        var drawn = new HtmlTable($"Figures by {dimension}", [(HtmlTable.Heading(table.Dimension), false), .. columns.Select(column => (column.Label, true))]);
        foreach (var row in table.Rows)
        {
            drawn.Add([Html.Of($"{row.Label}"), .. columns.Select(column => Html.Of($"{Text(row, column.Metric)}"))]);
        }

        drawn.Add([Html.Of($"All"), .. columns.Select(column => Html.Of($"{Text(figures.Totals, column.Metric)}"))], isTotal: true);
        return Html.Of($"{Chart(figures, table, id)}{drawn.Draw()}");
    }

    private static Html Chart(DatasetFigures figures, FigureTable table, string id)
    {
        var metric = new[] { "roas", "cpa", "cpc" }.FirstOrDefault(candidate => figures.Totals[candidate] is not null);
        if (metric is null || table.Rows.Count < 2)
        {
            return Html.Empty;
        }

        var label = Columns.First(column => column.Metric == metric).Label;
        var bars = table.Rows.Take(LargestInChart).Select(row => new Bar(row.Label, row[metric], Text(row, metric)) { Interval = row.Intervals.TryGetValue(metric, out var interval) ? interval : null }).ToList();
        var rest = table.Rows.Count > LargestInChart ? $", the {LargestInChart} with the greatest spend" : "";
        var method = table.Rows.FirstOrDefault(row => row.Intervals.ContainsKey(metric))?.IntervalMethod;
        var note = method is null ? Html.Empty : Html.Of($"<p class=\"note\">Whiskers: 95 % intervals, {method}.</p>");
        var title = $"{label} by {table.Dimension.Replace('_', ' ')}{rest}";
        var reference = metric == "roas" ? (1.0, "break-even") : (figures.Totals[metric]!.Value, "all");
        var chart = new BarChart(new ChartFrame(id, title, $"{title}; the table below holds the same figures."), bars) { Reference = reference }.Draw();
        return Html.Of($"{chart}{note}");
    }

    private static string Text(FigureRow row, string metric) => metric switch
    {
        "impressions" or "clicks" or "conversions" => FigureText.Count(row[metric]),
        "cost" or "revenue" => FigureText.Amount(row[metric], Money.UnknownCurrency),
        "ctr" or "cvr" => FigureText.Percent(row[metric]),
        _ => FigureText.Ratio(row[metric]),
    };
}
