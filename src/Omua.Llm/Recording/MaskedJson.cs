using System.Text.Json;

namespace Omua.Llm.Recording;

/// <summary>A copy of a JSON value with every text in it masked; masking the written line would miss what JSON escapes.</summary>
internal static class MaskedJson
{
    public static JsonNode? Of(JsonNode? node, Func<string, string> mask) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Of(field.Value, mask)))),
        JsonArray items => new JsonArray([.. items.Select(item => Of(item, mask))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(mask((string)value!)),
        _ => node?.DeepClone(),
    };
}
