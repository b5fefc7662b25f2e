namespace Omua.Llm.Planning;

/// <summary>A plan without its parameters, as the model wrote it.</summary>
internal static class Skeleton
{
    public const int MostTasks = 40;

    /// <summary>The form of it: flat, and of known kinds only.</summary>
    public static JsonObject Schema(PlanMenu menu) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["tasks"] = new JsonObject
            {
                ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MostTasks,
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["id"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z0-9_]{1,48}$" },
                        ["kind"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. menu.Keys.Select(key => JsonValue.Create(key))]) },
                        ["name"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 80 },
                        ["reason"] = new JsonObject { ["type"] = "string", ["maxLength"] = 300 },
                        ["depends_on"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
                    },
                    ["required"] = new JsonArray("id", "kind", "name", "reason", "depends_on"),
                    ["additionalProperties"] = false,
                },
            },
        },
        ["required"] = new JsonArray("tasks"),
        ["additionalProperties"] = false,
    };
}
