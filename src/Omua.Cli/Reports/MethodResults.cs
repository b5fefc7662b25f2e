using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>Results of tasks that say which method they come from, whoever the agent is.</summary>
internal static class MethodResults
{
    public static IEnumerable<JsonObject> Of(RunRecord run, string method) =>
        run.ResultsInOrder.Select(result => result.Result).Where(result => result["method"] is JsonValue value && value.TryGetValue<string>(out var name) && name == method);

    public static string Dataset(JsonObject result) => result["dataset"]?.ToString() ?? "";

    public static double? Number(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<int>(out var small) ? small : null;

    public static Interval? Interval(JsonNode? node) => Number(node?["low"]) is { } low && Number(node?["high"]) is { } high ? new Interval(low, high, Number(node?["level"]) ?? 0.95) : null;

    public static Html Notes(JsonObject result) => result["notes"] is JsonArray { Count: > 0 } notes
        ? Html.Of($"<ul class=\"note\">{notes.Select(note => Html.Of($"<li>{note?.ToString()}</li>"))}</ul>")
        : Html.Empty;
}
