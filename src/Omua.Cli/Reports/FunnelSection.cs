using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>How far users come through steps in their order.</summary>
internal static class FunnelSection
{
    private const int LargestShown = 8;

    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "funnel").Select((result, index) => Dataset(result, $"funnel{index}")).ToList();
        return drawn.Count == 0 ? Html.Empty : Html.Of($"<section id=\"funnel\"><h2>Where people are lost</h2>{drawn}</section>");
    }

    private static Html Dataset(JsonObject result, string id)
    {
        var funnels = result["by"]!.AsArray().OfType<JsonObject>().ToList();
        var table = new HtmlTable("Funnels", ("Segment", false), ("Step", false), ("Users", true), ("Of first", true), ("Interval", true), ("Of step before", true));
        foreach (var funnel in funnels)
        {
            foreach (var step in Steps(funnel))
            {
                var interval = MethodResults.Interval(step["of_first_interval"]);
                table.Add([
                    Html.Of($"{Name(funnel)}"), Html.Of($"{step["step"]?.ToString()}"), Html.Of($"{FigureText.Count(MethodResults.Number(step["users"]))}"), Html.Of($"{Share(step["of_first"])}"),
                    interval is { } range ? Html.Of($"{FigureText.Percent(range.Low, 1)} to {FigureText.Percent(range.High, 1)}") : Html.Empty, Html.Of($"{(step["of_before"] is null ? "" : Share(step["of_before"]))}")]);
            }
        }

        var charts = funnels.Take(LargestShown).Select((funnel, index) => new BarChart(
            new ChartFrame($"{id}-{index}", Name(funnel) is { Length: > 0 } name ? $"{name}: users by step" : "Users by step", "Bars are shares of the users of the first step with their intervals; the table below holds the same figures."),
            [.. Steps(funnel).Select(step => new Bar(step["step"]?.ToString() ?? "", MethodResults.Number(step["of_first"]), Share(step["of_first"])) { Interval = MethodResults.Interval(step["of_first_interval"]) })]).Draw());
        return Html.Of($"<h3>{MethodResults.Dataset(result)}</h3>{charts}<details><summary>Table</summary>{table.Draw()}</details>{MethodResults.Notes(result)}");
    }

    private static IEnumerable<JsonObject> Steps(JsonObject funnel) => funnel["steps"]!.AsArray().OfType<JsonObject>();

    private static string Share(JsonNode? node) => FigureText.Percent(MethodResults.Number(node), 1);

    private static string Name(JsonObject funnel) => string.Join(" / ", funnel["key"]!.AsObject().Select(pair => pair.Value?.ToString()));
}
