using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The figures day by day, with the days that findings point at.</summary>
internal static class TrendSection
{
    public static Html Draw(RunRecord run)
    {
        var charts = run.Figures.Where(figures => figures.Daily.Count > 1).SelectMany((figures, index) => Charts(run, figures, $"trend{index}")).ToList();
        return charts.Count == 0
            ? Html.Empty
            : Html.Of($"<section id=\"trends\"><h2>Day by day</h2>{charts}</section>");
    }

    private static IEnumerable<Html> Charts(RunRecord run, DatasetFigures figures, string id)
    {
        var money = new List<Series>();
        Append(money, figures, "cost", "cost", "s1");
        Append(money, figures, "revenue", "revenue", "s2");
        var marks = Marks(run, figures.Dataset).ToList();
        var unit = figures.Currency == Money.UnknownCurrency ? "" : $" in {figures.Currency}";
        yield return Chart($"{id}-money", $"{figures.Dataset.Name}: money a day{unit}", money, marks);
        var goal = new List<Series>();
        Append(goal, figures, figures.Totals["conversions"] is > 0 ? "conversions" : "clicks", figures.Totals["conversions"] is > 0 ? "conversions" : "clicks", "s1");
        yield return Chart($"{id}-goal", $"{figures.Dataset.Name}: {goal.FirstOrDefault()?.Name} a day", goal, marks);
        yield return Days(figures, run.HasYear(figures.Dataset.Name));
    }

    private static Html Chart(string id, string title, IReadOnlyList<Series> lines, IReadOnlyList<DayMark> marks) => lines.Count == 0
        ? Html.Empty
        : new TimeSeriesChart(new ChartFrame(id, title, $"{title}; the table of days holds the same figures."), lines) { Marks = marks }.Draw();

    private static void Append(List<Series> lines, DatasetFigures figures, string metric, string name, string colour)
    {
        if (figures.Totals[metric] is not null)
        {
            lines.Add(new Series(name, colour, [.. figures.Daily.Select(day => (day.Day, day.Figures[metric]))]));
        }
    }

    private static IEnumerable<DayMark> Marks(RunRecord run, Dataset dataset) =>
        from finding in run.Findings
        from evidence in finding.Evidence
        where evidence.Dataset == dataset.Name && evidence.Window is { Days: 1 }
        group finding by evidence.Window!.Value.From into day
        orderby day.Key
        select new DayMark(day.Key, string.Join("; ", day.Select(finding => finding.Title).Distinct(StringComparer.Ordinal)));

    private static Html Days(DatasetFigures figures, bool hasYear)
    {
        string[] metrics = [.. new[] { "cost", "revenue", "conversions", "clicks" }.Where(metric => figures.Totals[metric] is not null)];
        var table = new HtmlTable("Figures by day", [("Day", false), .. metrics.Select(metric => (metric, true))]);
        foreach (var (day, row) in figures.Daily)
        {
            table.Add([Html.Of($"{day.ToString(hasYear ? "yyyy-MM-dd" : "d MMM", System.Globalization.CultureInfo.InvariantCulture)}"), .. metrics.Select(metric => Html.Of(
                $"{(metric is "cost" or "revenue" ? FigureText.Amount(row[metric], Money.UnknownCurrency) : FigureText.Count(row[metric]))}"))]);
        }

        return Html.Of($"<details><summary>Table of {figures.Daily.Count} days</summary>{table.Draw()}</details>");
    }
}
