using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>What lists show of a run, kept beside its journal so that a list need not fold every run.</summary>
internal sealed record RunSummary(RunStatus Status, string Goal, bool DryRun, int Tasks, int Completed, int Failed)
{
    private const int MaxGoal = 200;

    public static string Of(RunState state) => new JsonObject
    {
        ["status"] = WireNames.Of(state.IsWaiting ? RunStatus.Waiting : state.Status),
        ["goal"] = state.Terms!.Goal is { Length: > MaxGoal } goal ? goal[..MaxGoal] : state.Terms.Goal,
        ["dry_run"] = state.DryRun,
        ["tasks"] = state.Tasks.Count,
        ["completed"] = state.Tasks.Of(TaskStatus.Completed),
        ["failed"] = state.Tasks.Of(TaskStatus.Failed),
    }.ToJsonString();

    public static RunSummary Read(string json)
    {
        var summary = JsonNode.Parse(json)!;
        return new RunSummary(
            WireNames.Parse<RunStatus>(summary["status"]!.GetValue<string>()), summary["goal"]!.GetValue<string>(), summary["dry_run"]!.GetValue<bool>(),
            summary["tasks"]!.GetValue<int>(), summary["completed"]!.GetValue<int>(), summary["failed"]!.GetValue<int>());
    }
}
