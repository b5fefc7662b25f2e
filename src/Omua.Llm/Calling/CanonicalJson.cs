namespace Omua.Llm.Calling;

/// <summary>JSON with its keys sorted, so that the same content has the same text and the same hash.</summary>
internal static class CanonicalJson
{
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Of(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        _ => node?.DeepClone(),
    };
}
