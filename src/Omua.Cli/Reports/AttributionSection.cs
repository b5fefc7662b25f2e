using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The credit of each channel by every model, from tasks whose method is attribution.</summary>
internal static class AttributionSection
{
    private const int LargestInChart = 15;

    private static readonly (string Model, string Label)[] Models =
    [
        ("first_touch", "First"), ("last_touch", "Last"), ("linear", "Linear"), ("position", "Position"), ("time_decay", "Time decay"), ("markov", "Markov"), ("shapley", "Shapley"),
    ];

    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "attribution").Select((result, index) => Dataset(result, $"credit{index}")).ToList();
        return drawn.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <section id="attribution"><h2>Who gets the credit</h2>
                <p class="soft">The conversions of journeys, shared out to the channels that were met on them. Every model sums to the same total; none of them says what would have been without a channel.</p>{drawn}</section>
                """);
    }

    private static Html Dataset(JsonObject result, string id)
    {
        var channels = result["by"]!.AsArray().OfType<JsonObject>().ToList();
        var table = new HtmlTable("Conversions by model", [("Channel", false), .. Models.Select(model => (model.Label, true)), ("Removal effect", true)]);
        foreach (var channel in channels)
        {
            table.Add([
                Html.Of($"{Name(channel)}"), .. Models.Select(model => Html.Of($"{FigureText.Count(Conversions(channel, model.Model))}")),
                Html.Of($"{FigureText.Percent(MethodResults.Number(channel["removal_effect"]), 1)}")]);
        }

        table.Add([Html.Of($"All"), .. Models.Select(model => Html.Of($"{FigureText.Count(channels.Sum(channel => Conversions(channel, model.Model)))}")), Html.Empty], isTotal: true);
        return Html.Of($"<h3>{MethodResults.Dataset(result)}</h3>{Chart(channels, id)}{table.Draw()}{MethodResults.Notes(result)}");
    }

    private static Html Chart(List<JsonObject> channels, string id)
    {
        var bars = channels.OrderByDescending(channel => Conversions(channel, "markov")).Take(LargestInChart).Select(channel => new Bar(
            Name(channel), Conversions(channel, "markov"), FigureText.Count(Math.Round(Conversions(channel, "markov") ?? 0)))
        {
            Interval = MethodResults.Interval(channel["markov"]?["conversions_interval"]),
            Mark = Conversions(channel, "last_touch"),
        }).ToList();
        var legend = Html.Of($"{ChartFrame.Key("s1", "whole journeys (Markov)")}{ChartFrame.Key("truth", "last touch")}");
        return new BarChart(new ChartFrame(id, "Conversions by whole journeys and by last touch", "Bars are credits by the Markov model with their intervals, diamonds those by last touch; the table below holds the same figures."), bars) { Legend = legend }.Draw();
    }

    private static string Name(JsonObject channel) => channel["key"]!["channel"]!.GetValue<string>();

    private static double? Conversions(JsonObject channel, string model) => MethodResults.Number(channel[model]?["conversions"]);
}
