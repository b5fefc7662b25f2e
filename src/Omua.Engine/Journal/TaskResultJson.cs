using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A task's result as JSON, in the wire's names.</summary>
internal static class TaskResultJson
{
    public static JsonObject Write(TaskResult result)
    {
        var json = WriteFigures(result);
        if (result.Tasks.Count > 0)
        {
            json["tasks"] = new JsonArray([.. result.Tasks.Select(TaskSpecJson.Write)]);
        }

        return json;
    }

    private static JsonObject WriteFigures(TaskResult result) => new()
    {
        ["task_id"] = result.TaskId,
        ["status"] = WireNames.Of(result.Status),
        ["result"] = result.Result.DeepClone(),
        ["error"] = result.Error,
        ["metadata"] = result.Metadata.DeepClone(),
        ["findings"] = new JsonArray([.. result.Findings.Select(FindingJson.Write)]),
        ["proposals"] = new JsonArray([.. result.Proposals.Select(ProposalJson.Write)]),
    };

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
