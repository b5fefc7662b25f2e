using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Engine.Journal;

namespace Omua.Engine.Planning;

/// <summary>Hashes a plan independently of the order in which keys were written.</summary>
internal static class PlanHash
{
    public static string Of(IReadOnlyList<TaskSpec> tasks) => JsonText.Of(tasks, Write, static bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<TaskSpec> tasks)
    {
        writer.WriteStartArray();
        foreach (var task in tasks)
        {
            TaskSpecJson.Write(writer, task, Sorted);
        }

        writer.WriteEndArray();
    }

    private static void Sorted(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (key, value) in fields.Count > 1 ? fields.OrderBy(field => field.Key, StringComparer.Ordinal) : (IEnumerable<KeyValuePair<string, JsonNode?>>)fields)
                {
                    writer.WritePropertyName(key);
                    Sorted(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Sorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
