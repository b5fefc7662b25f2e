using System.Text.Json.Nodes;

namespace Omua.Plugins.Configuration.Schema;

/// <summary>The parts that recur in the schema. Draft 7: what editors read.</summary>
internal static class SchemaText
{
    public const string Draft = "http://json-schema.org/draft-07/schema#";

    private const string Duration = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h|d)|(-?[0-9]+\.)?[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)$";

    /// <summary>A value that is taken from elsewhere, which every key may have in place of its own.</summary>
    private const string Reference = @"\$\{(env|file):[^}]+\}";

    public static JsonObject Text() => new() { ["type"] = Types("string", "number", "boolean") };

    public static JsonObject Boolean() => Or(new() { ["type"] = "boolean" });

    public static JsonObject Integer() => Or(new() { ["type"] = "integer" });

    public static JsonObject Number() => Or(new() { ["type"] = "number" });

    public static JsonObject DurationText() => Or(new() { ["type"] = "string", ["pattern"] = Duration });

    public static JsonObject Date() => Or(new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

    public static JsonObject Address() => Or(new() { ["type"] = "string", ["format"] = "uri" });

    public static JsonObject OneOf(IEnumerable<string> names) => Or(new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) });

    public static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    public static JsonObject Map(JsonObject values) => new() { ["type"] = "object", ["additionalProperties"] = values };

    /// <summary>A section of keys. One that is written and left empty keeps its defaults.</summary>
    public static JsonObject Section(JsonObject properties, IEnumerable<string> required, bool isOpen) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(key => (JsonNode)key)]),
        ["additionalProperties"] = isOpen,
    };

    /// <summary>A key that may be written without a value, which leaves its default.</summary>
    public static JsonObject OrNothing(JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray choices)
        {
            choices.Add(new JsonObject { ["type"] = "null" });
        }
        else if (schema["type"] is JsonArray types)
        {
            types.Add("null");
        }
        else if (schema["type"] is JsonValue type)
        {
            schema["type"] = Types(type.GetValue<string>(), "null");
        }

        return schema;
    }

    /// <summary>The choice that is the value's own, where ranges belong.</summary>
    public static JsonObject Own(JsonObject schema) => schema["anyOf"]?[0] as JsonObject ?? schema;

    private static JsonObject Or(JsonObject own) => new() { ["anyOf"] = new JsonArray(own, new JsonObject { ["type"] = "string", ["pattern"] = Reference }) };

    private static JsonArray Types(params ReadOnlySpan<string> names)
    {
        var types = new JsonArray();
        foreach (var name in names)
        {
            types.Add(name);
        }

        return types;
    }
}
