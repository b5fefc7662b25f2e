using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>Figures as JSON, so that a task's result and the command line say the same in the same words. What is no finite number is null.</summary>
public static class FigureNode
{
    /// <summary>A number; null for none, and for what JSON has no number for.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary><c>{"low", "high", "level"}</c>; null for none.</summary>
    public static JsonObject? Interval(Interval? interval) =>
        interval is { } range ? new JsonObject { ["low"] = Number(range.Low), ["high"] = Number(range.High), ["level"] = range.Level } : null;

    /// <summary><c>{"from", "to"}</c> as yyyy-MM-dd; null for none.</summary>
    public static JsonObject? Days(DateRange? window) =>
        window is { } days ? new JsonObject { ["from"] = $"{days.From:yyyy-MM-dd}", ["to"] = $"{days.To:yyyy-MM-dd}" } : null;

    /// <summary>A list, item by item.</summary>
    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => List(texts, text => JsonValue.Create(text));

    /// <summary>The key of a group: a value for each dimension.</summary>
    public static JsonObject Key(IReadOnlyDictionary<string, string> key) => new(key.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>A name on the wire: <c>FirstTouch</c> is <c>first_touch</c>.</summary>
    public static string Wire<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
