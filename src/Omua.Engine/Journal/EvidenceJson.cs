using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A figure with its evidence as JSON.</summary>
internal static class EvidenceJson
{
    public static JsonNode Write(Evidence evidence) => new JsonObject
    {
        ["metric"] = evidence.Metric,
        ["value"] = evidence.Value,
        ["unit"] = evidence.Unit,
        ["formula"] = evidence.Formula,
        ["dataset"] = evidence.Dataset,
        ["rows"] = new JsonObject(evidence.Rows.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)row.Value))),
        ["row_count"] = evidence.RowCount,
        ["window"] = evidence.Window is { } window ? new JsonObject { ["from"] = Day(window.From), ["to"] = Day(window.To) } : null,
        ["interval"] = WriteInterval(evidence.Interval),
        ["note"] = evidence.Note,
    };

    public static Evidence Read(JsonObject json) => new()
    {
        Metric = json["metric"]!.GetValue<string>(),
        Value = json["value"]?.GetValue<double>(),
        Unit = json["unit"]!.GetValue<string>(),
        Formula = json["formula"]!.GetValue<string>(),
        Dataset = json["dataset"]!.GetValue<string>(),
        Rows = json["rows"] is JsonObject rows ? rows.ToDictionary(row => row.Key, row => row.Value!.GetValue<string>(), StringComparer.Ordinal) : [],
        RowCount = json["row_count"]!.GetValue<long>(),
        Window = json["window"] is JsonObject window ? new DateRange(Day(window["from"]!), Day(window["to"]!)) : null,
        Interval = ReadInterval(json["interval"]),
        Note = json["note"]?.GetValue<string>(),
    };

    public static JsonNode? WriteInterval(Interval? interval) =>
        interval is { } known ? new JsonObject { ["low"] = known.Low, ["high"] = known.High, ["level"] = known.Level } : null;

    public static Interval? ReadInterval(JsonNode? json) =>
        json is JsonObject known ? new Interval(known["low"]!.GetValue<double>(), known["high"]!.GetValue<double>(), known["level"]!.GetValue<double>()) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(JsonNode json) => DateOnly.ParseExact(json.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
