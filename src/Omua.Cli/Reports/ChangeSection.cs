using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>Why metrics moved from one period to the next: the parts of each group, which sum to the change.</summary>
internal static class ChangeSection
{
    private const int LargestShown = 10;

    private static readonly (string Metric, string Label)[] Metrics = [("cpa", "Cost per conversion"), ("roas", "Return on ad spend"), ("conversions", "Conversions"), ("revenue", "Revenue"), ("cpc", "Cost per click")];

    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "change").SelectMany((result, index) => (result["changes"]?.AsArray() ?? []).OfType<JsonObject>().Select((change, at) => Dataset(result, change, $"change{index}-{at}"))).ToList();
        return drawn.Count == 0
            ? Html.Empty
            : Html.Of(
                $"""
                <section id="change"><h2>What changed, and why</h2>
                <p class="soft">Each change is split without a rest: shares that moved between groups (mix), groups that do better or worse (rate), and for a sum the size of the whole (volume). It says where a change comes from, not what caused it.</p>{drawn}</section>
                """);
    }

    private static Html Dataset(JsonObject result, JsonObject change, string id)
    {
        var totals = change["totals"]!.AsObject();
        var shown = Metrics.Where(metric => totals.ContainsKey(metric.Metric)).Take(3).ToList();
        var table = new HtmlTable("Changes", ("Metric", false), ("Before", true), ("After", true), ("Change", true), ("Volume", true), ("Mix", true), ("Rate", true), ("Without a base", true)) { IsStacked = true };
        foreach (var (metric, label) in Metrics.Where(metric => totals.ContainsKey(metric.Metric)))
        {
            var total = totals[metric]!;
            var interval = MethodResults.Interval(total["change_interval"]);
            table.Add([
                Html.Of($"<strong>{label}</strong>"), Html.Of($"{Plain(metric, Number(total, "before"))}"), Html.Of($"{Plain(metric, Number(total, "after"))}"),
                interval is { } range ? Html.Of($"{Signed(Number(total, "change"))}<br><span class=\"note\">{Signed(range.Low)} to {Signed(range.High)} (95 %)</span>") : Html.Of($"{Signed(Number(total, "change"))}"),
                .. new[] { "volume", "mix", "rate", "unpaired" }.Select(part => Html.Of($"{(Number(total, part) is 0 ? "" : Signed(Number(total, part)))}"))]);
        }

        var groups = change["by"]!.AsArray().OfType<JsonObject>().ToList();
        var before = $"{change["before"]?["from"]} to {change["before"]?["to"]}";
        var after = $"{change["after"]?["from"]} to {change["after"]?["to"]}";
        return Html.Of($"<h3>{MethodResults.Dataset(result)}: {after} against {before}</h3>{table.Draw()}{shown.Select(metric => Chart(groups, metric, $"{id}-{metric.Metric}"))}{Table(groups, shown)}");
    }

    private static Html Chart(List<JsonObject> groups, (string Metric, string Label) metric, string id)
    {
        var bars = groups.Where(group => group[metric.Metric] is not null).OrderByDescending(group => Math.Abs(Number(group[metric.Metric], "contribution") ?? 0)).Take(LargestShown)
            .Select(group => new Bar(Name(group), Number(group[metric.Metric], "contribution"), Signed(Number(group[metric.Metric], "contribution"))) { Interval = MethodResults.Interval(group[metric.Metric]?["contribution_interval"]) }).ToList();
        return bars.Exists(bar => bar.Value is not null and not 0)
            ? new BarChart(new ChartFrame(id, $"{metric.Label}: what each adds to the change", "Bars are contributions with their intervals; the table below holds the same figures."), bars).Draw() : Html.Empty;
    }

    private static Html Table(List<JsonObject> groups, List<(string Metric, string Label)> metrics)
    {
        var table = new HtmlTable("Contributions", [("Group", false), .. metrics.SelectMany(metric => new[] { ($"{metric.Label}: before", true), ("after", true), ("mix", true), ("rate", true), ("adds", true) })]);
        foreach (var group in groups.Take(50))
        {
            table.Add([Html.Of($"{Name(group)}"), .. metrics.SelectMany(metric => new[]
            {
                Plain(metric.Metric, Number(group[metric.Metric], "before")), Plain(metric.Metric, Number(group[metric.Metric], "after")), Signed(Number(group[metric.Metric], "mix")), Signed(Number(group[metric.Metric], "rate")), Signed(Number(group[metric.Metric], "contribution")),
            }).Select(text => Html.Of($"{text}"))]);
        }

        return Html.Of($"<details><summary>Table of {groups.Count} groups</summary>{table.Draw()}</details>");
    }

    private static string Plain(string metric, double? value) => metric is "conversions" or "revenue" ? FigureText.Count(value) : FigureText.Ratio(value);

    private static string Signed(double? value) => value is not { } number ? FigureText.None : Math.Abs(number) >= 1 || number == 0 ? FigureText.Signed(number, "") : (number > 0 ? "+" : "−") + FigureText.Ratio(Math.Abs(number));

    private static string Name(JsonObject group) => string.Join(" / ", group["key"]!.AsObject().Select(pair => pair.Value?.ToString()));

    private static double? Number(JsonNode? node, string member) => MethodResults.Number(node?[member]);
}
