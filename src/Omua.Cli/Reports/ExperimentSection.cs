using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>Experiments as they were read: the verdict, the assignment, each comparison.</summary>
internal static class ExperimentSection
{
    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "experiment").Select(Experiment).ToList();
        return drawn.Count == 0 ? Html.Empty : Html.Of($"<section id=\"experiments\"><h2>Experiments</h2>{drawn}</section>");
    }

    private static Html Experiment(JsonObject result)
    {
        var table = new HtmlTable("Comparisons", ("Metric", false), ("Control", true), ("Treatment", true), ("Difference", true), ("p", true), ("p, corrected", true), ("Chance to win", true)) { IsStacked = true };
        foreach (var metric in result["metrics"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var isShare = metric["kind"]?.ToString() == "share";
            var means = metric["arms"]!.AsArray().OfType<JsonObject>().ToDictionary(arm => arm["name"]!.ToString(), arm => MethodResults.Number(arm["mean"]), StringComparer.Ordinal);
            foreach (var comparison in metric["comparisons"]!.AsArray().OfType<JsonObject>())
            {
                table.Add([
                    Html.Of($"<strong>{metric["name"]?.ToString()}</strong>"), Arm(comparison["control"], means, isShare), Arm(comparison["treatment"], means, isShare),
                    Html.Of($"{Figure(comparison["difference"], isShare)}<br><span class=\"note\">{Figure(comparison["low"], isShare)} to {Figure(comparison["high"], isShare)} (95 %)</span>"),
                    Html.Of($"{FigureText.Ratio(MethodResults.Number(comparison["p_value"]))}"), Html.Of($"{FigureText.Ratio(MethodResults.Number(comparison["p_value_adjusted"]))}"),
                    Html.Of($"{FigureText.Percent(MethodResults.Number(comparison["bayesian"]?["chance_to_win"]), 1)}")]);
            }
        }

        var arms = string.Join(", ", result["arms"]!.AsArray().Select(arm => $"{arm!["name"]} {FigureText.Count(MethodResults.Number(arm["n"]))}"));
        return Html.Of(
            $"""
            <h3>{MethodResults.Dataset(result)}</h3><p class="lead">{result["verdict"]?.ToString()}</p>
            <p class="soft">Arms: {arms}. Sample ratio: p {FigureText.Ratio(MethodResults.Number(result["srm"]?["p_value"]))} ({result["srm"]?["verdict"]?.ToString()}).</p>{table.Draw()}{MethodResults.Notes(result)}
            """);
    }

    private static Html Arm(JsonNode? name, Dictionary<string, double?> means, bool isShare)
    {
        var arm = name?.ToString() ?? "";
        return Html.Of($"{(isShare ? FigureText.Percent(means.GetValueOrDefault(arm)) : FigureText.Ratio(means.GetValueOrDefault(arm)))}<br><span class=\"note\">{arm}</span>");
    }

    private static string Figure(JsonNode? node, bool isShare) => MethodResults.Number(node) is { } number
        ? isShare ? FigureText.Signed(100 * number, "points") : FigureText.Signed(number, "")
        : FigureText.None;
}
