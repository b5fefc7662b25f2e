using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What acquired customers are worth, beside how well that could be foretold.</summary>
internal static class LtvSection
{
    private const int LargestInChart = 15;

    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "ltv").Select((result, index) => Dataset(result, $"ltv{index}")).ToList();
        return drawn.Count == 0 ? Html.Empty : Html.Of($"<section id=\"ltv\"><h2>Lifetime value</h2>{drawn}</section>");
    }

    private static Html Dataset(JsonObject result, string id)
    {
        var (holdout, cohorts) = (result["holdout"], result["by"]!.AsArray().OfType<JsonObject>().ToList());
        var table = new HtmlTable("Lifetime value", ("Acquired", false), ("Customers", true), ("Paid so far", true), ("Still customers", true), ("Expected purchases", true), ("Expected revenue", true), ("LTV", true));
        foreach (var cohort in cohorts)
        {
            table.Add([Html.Of($"{Name(cohort)}"), .. new[] { "customers", "revenue", "alive", "expected_purchases", "expected_revenue", "ltv" }.Select(member => Html.Of($"{FigureText.Count(Number(cohort, member))}"))]);
        }

        var bars = cohorts.Take(LargestInChart).Select(cohort => new Bar(Name(cohort), Number(cohort, "ltv"), FigureText.Count(Number(cohort, "ltv"))) { Interval = MethodResults.Interval(cohort["ltv_interval"]), Mark = Number(cohort, "cac") }).ToList();
        var chart = bars.Exists(bar => bar.Value is not null) && bars.Count > 1
            ? new BarChart(new ChartFrame(id, "Value of a customer", "Paid so far and expected, for each customer acquired; the table below holds the same figures."), bars).Draw()
            : Html.Empty;
        return Html.Of(
            $"""
            <h3>{MethodResults.Dataset(result)}</h3><p class="soft">On days that it had not seen, {result["model"]?.ToString()} foretold {FigureText.Count(Math.Round(MethodResults.Number(holdout?["predicted"]) ?? 0))} purchases where {FigureText.Count(MethodResults.Number(holdout?["actual"]))} came.</p>
            {chart}{table.Draw()}{MethodResults.Notes(result)}
            """);
    }

    private static string Name(JsonObject cohort) => string.Join(" / ", cohort["key"]!.AsObject().Select(pair => pair.Value?.ToString()));

    private static double? Number(JsonObject cohort, string member) => MethodResults.Number(cohort[member]);
}
