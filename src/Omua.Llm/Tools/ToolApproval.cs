using System.Text.Json;

namespace Omua.Llm.Tools;

/// <summary>A call that asks for a person's decision.</summary>
internal sealed record ToolApproval(
    ToolApprovalState State, string RunId, string PlanHash, string TaskId, string Tool, JsonObject Arguments, DateTimeOffset RequestedAt)
{
    public string ToJson() => new JsonObject
    {
        ["state"] = State.ToString().ToLowerInvariant(),
        ["run_id"] = RunId,
        ["plan_hash"] = PlanHash,
        ["task_id"] = TaskId,
        ["tool"] = Tool,
        ["arguments"] = Arguments.DeepClone(),
        ["requested_at"] = RequestedAt,
    }.ToJsonString();

    public static ToolApproval Read(string json)
    {
        var fields = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("An approval is a JSON object.");
        return new ToolApproval(
            Enum.Parse<ToolApprovalState>((string)fields["state"]!, ignoreCase: true), (string)fields["run_id"]!, (string)fields["plan_hash"]!, (string)fields["task_id"]!,
            (string)fields["tool"]!, (JsonObject)fields["arguments"]!.DeepClone(), (DateTimeOffset)fields["requested_at"]!);
    }
}
