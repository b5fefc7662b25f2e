using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Plugins.Guard;

/// <summary>
/// Looks at what plugins return before the host keeps it. What is made of a plugin's own types (even the list that a collection expression makes is one) is
/// copied into plain ones: otherwise a stored result would hold the plugin's code in memory, or run it later where nobody watches.
/// </summary>
internal static class Results
{
    // JSON readers stop at 64 levels, and what is stored wraps a result in a few more.
    private const int DeepestJson = 56;
    private const int LongestList = 1_000_000;

    public static IReadOnlyList<T> List<T>(IReadOnlyList<T>? list, string what, Func<T, T> check, string? of = null)
        where T : class
    {
        if (list is T[] { Length: 0 })
        {
            return list;
        }

        var count = list?.Count ?? throw new InvalidResultException($"null instead of a list of {Named(what, of)}");
        if (count is < 0 or > LongestList)
        {
            throw new InvalidResultException($"a list of {count} {Named(what, of)}; at most {LongestList} are taken");
        }

        T[]? copy = list is T[] || list.GetType() == typeof(List<T>) ? null : new T[count];
        for (var index = 0; index < count; index++)
        {
            var given = list[index] ?? throw new InvalidResultException($"null among its {Named(what, of)}");
            var kept = check(given);
            if (copy is null && !ReferenceEquals(given, kept))
            {
                copy = [.. list];
            }

            copy?[index] = kept;
        }

        return copy ?? list;
    }

    public static IReadOnlyDictionary<string, string> Map(IReadOnlyDictionary<string, string>? map, string what, string? of = null) =>
        (map ?? throw new InvalidResultException($"null as {Named(what, of)}")).GetType() == typeof(Dictionary<string, string>)
            ? map : map.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static JsonObject Json(JsonObject? json, string what, string? of = null) =>
        (JsonObject?)Json(json, what, of, 0) ?? throw new InvalidResultException($"null as {Named(what, of)}");

    public static double Finite(double value, string what, string? of = null) => double.IsFinite(value)
        ? value : throw new InvalidResultException($"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} as {Named(what, of)}");

    public static string Text(string? text, string what, string? of = null) => text ?? throw new InvalidResultException($"null as {Named(what, of)}");

    /// <summary>Put together only where something is wrong: the checks run with every call.</summary>
    public static string Named(string what, string? of) => of is null ? what : $"{what} {of}";

    private static JsonNode? Json(JsonNode? node, string what, string? of, int depth)
    {
        if (depth > DeepestJson)
        {
            throw new InvalidResultException($"JSON as {Named(what, of)} that is nested deeper than {DeepestJson} levels");
        }

        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members.ToArray())
                {
                    if (Json(value, what, of, depth + 1) is var kept && !ReferenceEquals(kept, value))
                    {
                        members[key] = kept;
                    }
                }

                return members;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Json(items[index], what, of, depth + 1) is var kept && !ReferenceEquals(kept, items[index]))
                    {
                        items[index] = kept;
                    }
                }

                return items;
            case JsonValue value:
                return Value(value, what, of);
            default:
                return null;
        }
    }

    private static JsonNode? Value(JsonValue value, string what, string? of)
    {
        var content = value.GetValue<object>();
        switch (content)
        {
            case double number:
                Finite(number, what, of);
                return value;
            case float number:
                Finite(number, what, of);
                return value;
            case JsonElement or Guid or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Uri:
                return value;
            case not Enum when Type.GetTypeCode(content.GetType()) != TypeCode.Object:
                return value;
        }

        try
        {
            // An object of whatever type: it becomes what it looks like as JSON.
            return JsonNode.Parse(value.ToJsonString());
        }
        catch (Exception exception)
        {
            // Border: the getters and converters of the plugin's own type. A cycle ends here too.
            throw new InvalidResultException($"JSON as {Named(what, of)} that cannot be written: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
