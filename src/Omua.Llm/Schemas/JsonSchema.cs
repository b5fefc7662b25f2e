namespace Omua.Llm.Schemas;

/// <summary>
/// Checks a value against a JSON Schema, every fault at once. It knows the keywords that describe arguments and answers; a schema with another that would decide
/// something is refused rather than half obeyed.
/// </summary>
internal static class JsonSchema
{
    /// <summary>What is wrong with a value; empty where nothing is.</summary>
    /// <exception cref="NotSupportedException">The schema uses a keyword that is not known here.</exception>
    public static IReadOnlyList<SchemaFault> Validate(JsonNode? value, JsonObject schema)
    {
        var check = new SchemaCheck(schema);
        check.Check(value, schema, "$", 0);
        return check.Faults;
    }
}
