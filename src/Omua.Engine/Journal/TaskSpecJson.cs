using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A task as JSON, in the wire's names. Keys are written in byte order, so that a plan is hashed as it is written.</summary>
internal static class TaskSpecJson
{
    public static void Write(Utf8JsonWriter writer, TaskSpec task) => Write(writer, task, static (to, parameters) => parameters.WriteTo(to));

    public static void Write(Utf8JsonWriter writer, TaskSpec task, Action<Utf8JsonWriter, JsonObject> parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("agent_type", task.AgentType);
        if (task.Approval is { } approval)
        {
            writer.WriteString("approval", approval);
        }

        writer.WriteStartArray("dependencies");
        for (var index = 0; index < task.Dependencies.Count; index++)
        {
            writer.WriteStringValue(task.Dependencies[index]);
        }

        writer.WriteEndArray();
        writer.WriteString("description", task.Description);
        Milliseconds(writer, "heartbeat_timeout_ms", task.HeartbeatTimeout);
        writer.WriteString("id", task.Id);
        if (task.Kind.Length > 0)
        {
            writer.WriteString("kind", task.Kind);
        }

        writer.WriteString("name", task.Name);
        writer.WritePropertyName("parameters");
        parameters(writer, task.Parameters);
        writer.WriteNumber("priority", task.Priority);
        if (task.Retries is { } retries)
        {
            writer.WriteNumber("retries", retries);
        }

        Milliseconds(writer, "start_timeout_ms", task.StartTimeout);
        Milliseconds(writer, "timeout_ms", task.Timeout);
        Milliseconds(writer, "total_timeout_ms", task.TotalTimeout);
        writer.WriteEndObject();
    }

    public static TaskSpec Read(JsonObject json) => new()
    {
        Id = json["id"]!.GetValue<string>(),
        Name = json["name"]!.GetValue<string>(),
        AgentType = json["agent_type"]!.GetValue<string>(),
        Kind = json["kind"]?.GetValue<string>() ?? "",
        Description = json["description"]?.GetValue<string>() ?? "",
        Parameters = (json["parameters"]?.DeepClone() as JsonObject) ?? [],
        Dependencies = json["dependencies"] is JsonArray dependencies ? [.. dependencies.Select(dependency => dependency!.GetValue<string>())] : [],
        Priority = json["priority"]?.GetValue<int>() ?? 0,
        Timeout = Milliseconds(json["timeout_ms"]),
        TotalTimeout = Milliseconds(json["total_timeout_ms"]),
        HeartbeatTimeout = Milliseconds(json["heartbeat_timeout_ms"]),
        StartTimeout = Milliseconds(json["start_timeout_ms"]),
        Approval = json["approval"]?.GetValue<string>(),
        Retries = json["retries"]?.GetValue<int>(),
    };

    private static TimeSpan? Milliseconds(JsonNode? json) => json is null ? null : TimeSpan.FromMilliseconds(json.GetValue<long>());

    private static void Milliseconds(Utf8JsonWriter writer, string key, TimeSpan? time)
    {
        if (time is { } known)
        {
            writer.WriteNumber(key, (long)known.TotalMilliseconds);
        }
    }
}
