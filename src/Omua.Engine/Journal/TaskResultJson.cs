using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A task's result as JSON, in the wire's names.</summary>
internal static class TaskResultJson
{
    public static string Text(TaskResult result) => JsonText.Of(result, Write);

    public static void Write(Utf8JsonWriter writer, TaskResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("task_id", result.TaskId);
        writer.WriteString("status", WireNames.Of(result.Status));
        writer.WritePropertyName("result");
        result.Result.WriteTo(writer);
        writer.WriteString("error", result.Error);
        writer.WritePropertyName("metadata");
        result.Metadata.WriteTo(writer);
        writer.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            FindingJson.Write(finding).WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("proposals");
        foreach (var proposal in result.Proposals)
        {
            ProposalJson.Write(proposal).WriteTo(writer);
        }

        writer.WriteEndArray();
        if (result.Tasks.Count > 0)
        {
            writer.WriteStartArray("tasks");
            foreach (var task in result.Tasks)
            {
                TaskSpecJson.Write(writer, task);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static TaskResult Read(string json) => Read(JsonNode.Parse(json)!.AsObject());

    public static TaskResult Read(JsonObject json) => new()
    {
        TaskId = json["task_id"]!.GetValue<string>(),
        Status = WireNames.Parse<TaskStatus>(json["status"]!.GetValue<string>()),
        Result = (json["result"]?.DeepClone() as JsonObject) ?? [],
        Error = json["error"]?.GetValue<string>(),
        Metadata = (json["metadata"]?.DeepClone() as JsonObject) ?? [],
        Findings = [.. Items(json["findings"]).Select(FindingJson.Read)],
        Proposals = [.. Items(json["proposals"]).Select(ProposalJson.Read)],
        Tasks = [.. Items(json["tasks"]).Select(TaskSpecJson.Read)],
    };

    internal static IEnumerable<JsonObject> Items(JsonNode? array) => array is JsonArray items ? items.OfType<JsonObject>() : [];
}
