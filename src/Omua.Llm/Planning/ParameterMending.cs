using Omua.Llm.Schemas;

namespace Omua.Llm.Planning;

/// <summary>Mends in parameters what has one right answer: a value that can only be one, and a parameter that the kind does not know.</summary>
internal sealed class ParameterMending(IReadOnlyDictionary<string, JsonObject> schemas)
{
    /// <summary>How much was mended.</summary>
    public int Count { get; private set; }

    /// <summary>Parameters by task id.</summary>
    public JsonNode Mend(JsonNode parameters)
    {
        if (parameters is not JsonObject written)
        {
            return parameters;
        }

        var mended = new JsonObject();
        foreach (var (id, schema) in schemas)
        {
            mended[id] = written[id] is JsonObject own ? MendOne((JsonObject)own.DeepClone(), schema) : OnlyValue(schema) ?? written[id]?.DeepClone();
            Count += written[id] is null && mended[id] is not null ? 1 : 0;
        }

        Count += written.Count(each => !schemas.ContainsKey(each.Key));
        return mended;
    }

    /// <summary>The only parameters that a schema allows; null where there is a choice.</summary>
    public static JsonObject? OnlyValue(JsonObject schema)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (Only(property as JsonObject) is not { } only)
            {
                return null;
            }

            made[name] = only;
        }

        return JsonSchema.Validate(made, schema).Count == 0 ? made : null;
    }

    private JsonObject MendOne(JsonObject own, JsonObject schema)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        if (schema["additionalProperties"] is JsonValue closed && closed.TryGetValue<bool>(out var isOpen) && !isOpen)
        {
            foreach (var name in own.Select(each => each.Key).Where(name => !properties.ContainsKey(name)).ToList())
            {
                own.Remove(name);
                Count++;
            }
        }

        foreach (var name in (schema["required"] as JsonArray ?? []).Select(each => (string)each!).Where(name => !own.ContainsKey(name)))
        {
            if (Only(properties[name] as JsonObject) is { } only)
            {
                own[name] = only;
                Count++;
            }
        }

        return own;
    }

    private static JsonNode? Only(JsonObject? property) => property switch
    {
        null => null,
        _ when property["const"] is { } constant => constant.DeepClone(),
        _ when property["enum"] is JsonArray { Count: 1 } single => single[0]?.DeepClone(),
        _ when property["items"] is JsonObject items && (int?)property["minItems"] == 1 && Only(items) is { } item => new JsonArray(item),
        _ => null,
    };
}
