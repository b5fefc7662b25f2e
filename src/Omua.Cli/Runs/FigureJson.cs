using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>Figures with their grounds, in the shape that every document of the product uses.</summary>
internal static class FigureJson
{
    public static JsonObject Of(Evidence evidence) => new()
    {
        ["metric"] = evidence.Metric,
        ["value"] = Number(evidence.Value),
        ["unit"] = evidence.Unit,
        ["formula"] = evidence.Formula,
        ["dataset"] = evidence.Dataset,
        ["rows"] = new JsonObject(evidence.Rows.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)row.Value))),
        ["row_count"] = evidence.RowCount,
        ["window"] = Of(evidence.Window),
        ["interval"] = Of(evidence.Interval),
        ["note"] = evidence.Note,
    };

    public static JsonObject? Of(Interval? interval) => interval is { } range
        ? new JsonObject { ["low"] = Number(range.Low), ["high"] = Number(range.High), ["level"] = range.Level }
        : null;

    public static JsonObject? Of(DateRange? window) => window is { } days
        ? new JsonObject { ["from"] = $"{days.From:yyyy-MM-dd}", ["to"] = $"{days.To:yyyy-MM-dd}" }
        : null;

    public static JsonObject Of(Fault fault) => new()
    {
        ["code"] = fault.Code,
        ["message"] = fault.Message,
        ["place"] = fault.Place,
        ["fix"] = fault.Fix,
    };

    public static JsonArray Of<T>(IEnumerable<T> items, Func<T, JsonNode?> toJson) => new([.. items.Select(toJson)]);

    /// <summary>JSON knows neither infinity nor NaN; what is not a number is null.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>The name on the wire: <c>Opportunity</c> is <c>opportunity</c>.</summary>
    public static string Wire<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
