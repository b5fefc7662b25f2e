using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Omua.Engine.Journal;

namespace Omua.Engine.Planning;

/// <summary>Hashes a plan independently of the order in which keys were written.</summary>
internal static class PlanHash
{
    public static string Of(IReadOnlyList<TaskSpec> tasks)
    {
        var canonical = new JsonArray([.. tasks.Select(task => Sorted(TaskSpecJson.Write(task)))]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToJsonString())));
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
