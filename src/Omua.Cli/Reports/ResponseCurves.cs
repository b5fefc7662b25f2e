using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The response curves that results carry under <c>curves</c>: a label and pairs of spend and response each.</summary>
internal static class ResponseCurves
{
    public static IReadOnlyList<ResponseCurve> Of(RunRecord run) =>
        [.. run.ResultsInOrder.Select(result => result.Result["curves"]).OfType<JsonArray>().SelectMany(curves => curves).OfType<JsonObject>().Select(curve => Curve(curve, run.Proposals)).OfType<ResponseCurve>()];

    private static ResponseCurve? Curve(JsonObject curve, IReadOnlyList<Proposal> proposals)
    {
        var points = (curve["points"] as JsonArray)?.OfType<JsonObject>()
            .Select(point => (Spend: Number(point["spend"]), Response: Number(point["response"])))
            .Where(point => double.IsFinite(point.Spend) && double.IsFinite(point.Response)).OrderBy(point => point.Spend).ToList();
        if (points is not { Count: > 1 } || curve["target"]?.ToString() is not { } label)
        {
            return null;
        }

        var proposal = proposals.FirstOrDefault(candidate => candidate.Target.Value == label);
        var marginal = proposal?.Evidence.FirstOrDefault(one => one.Metric.StartsWith("marginal_", StringComparison.Ordinal));
        return new ResponseCurve(label, points) { Slope = marginal?.Value is { } next ? $"next unit brings {FigureText.Ratio(next)}" : "", FromSpend = (double?)proposal?.From.Amount, ToSpend = (double?)proposal?.To.Amount };
    }

    private static double Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : double.NaN;
}
