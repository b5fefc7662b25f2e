namespace Omua.Llm.Planning;

/// <summary>
/// Finds parameters that are free text: not one of the values that a schema lists. A model has read the data, so such a text may be the data's, and what data says is
/// never carried out without a person.
/// </summary>
internal static class FreeText
{
    public static IEnumerable<string> In(JsonNode? value, JsonObject? schema, string path = "$")
    {
        if (IsListed(schema))
        {
            yield break;
        }

        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, field) in fields)
                {
                    foreach (var found in In(field, Property(schema, name), $"{path}.{name}"))
                    {
                        yield return found;
                    }
                }

                break;
            case JsonArray items:
                foreach (var found in items.SelectMany((item, index) => In(item, schema?["items"] as JsonObject, $"{path}[{index}]")))
                {
                    yield return found;
                }

                break;
            case JsonValue text when text.TryGetValue<string>(out _):
                yield return path;
                break;
        }
    }

    private static bool IsListed(JsonObject? schema) => schema is not null && (schema.ContainsKey("enum") || schema.ContainsKey("const"));

    private static JsonObject? Property(JsonObject? schema, string name)
    {
        var properties = schema?["properties"] as JsonObject;
        return properties is not null && properties.TryGetPropertyValue(name, out var property) ? property as JsonObject : null;
    }
}
