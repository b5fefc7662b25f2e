using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A task as JSON, in the wire's names.</summary>
internal static class TaskSpecJson
{
    public static JsonObject Write(TaskSpec task)
    {
        var json = new JsonObject
        {
            ["id"] = task.Id,
            ["name"] = task.Name,
            ["agent_type"] = task.AgentType,
            ["description"] = task.Description,
            ["parameters"] = task.Parameters.DeepClone(),
            ["dependencies"] = new JsonArray([.. task.Dependencies.Select(dependency => (JsonNode)dependency)]),
            ["priority"] = task.Priority,
        };
        if (task.Kind.Length > 0)
        {
            json["kind"] = task.Kind;
        }

        if (task.Timeout is { } timeout)
        {
            json["timeout_ms"] = (long)timeout.TotalMilliseconds;
        }

        if (task.TotalTimeout is { } total)
        {
            json["total_timeout_ms"] = (long)total.TotalMilliseconds;
        }

        if (task.HeartbeatTimeout is { } heartbeat)
        {
            json["heartbeat_timeout_ms"] = (long)heartbeat.TotalMilliseconds;
        }

        if (task.Approval is { } approval)
        {
            json["approval"] = approval;
        }

        if (task.Retries is { } retries)
        {
            json["retries"] = retries;
        }

        return json;
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
        Approval = json["approval"]?.GetValue<string>(),
        Retries = json["retries"]?.GetValue<int>(),
    };

    private static TimeSpan? Milliseconds(JsonNode? json) => json is null ? null : TimeSpan.FromMilliseconds(json.GetValue<long>());
}
