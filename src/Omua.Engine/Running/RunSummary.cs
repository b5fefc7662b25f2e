using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>What lists show of a run, kept beside its journal so that a list need not fold every run.</summary>
internal sealed record RunSummary(RunStatus Status, string Goal, bool DryRun, int Tasks, int Completed, int Failed)
{
    /// <summary>What started the run where no person did.</summary>
    public string? Origin { get; init; }

    private const int MaxGoal = 200;

    public static string Of(RunState state) => JsonText.Of(state, static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", WireNames.Of(state.IsWaiting ? RunStatus.Waiting : state.Status));
        writer.WriteString("goal", state.Terms!.Goal is { Length: > MaxGoal } goal ? goal[..MaxGoal] : state.Terms.Goal);
        writer.WriteBoolean("dry_run", state.DryRun);
        writer.WriteNumber("tasks", state.Tasks.Count);
        writer.WriteNumber("completed", state.Tasks.Of(TaskStatus.Completed));
        writer.WriteNumber("failed", state.Tasks.Of(TaskStatus.Failed));
        if (state.Terms.Origin is { } origin)
        {
            writer.WriteString("origin", origin);
        }

        writer.WriteEndObject();
    });

    public static RunSummary Read(string json)
    {
        var summary = JsonNode.Parse(json)!;
        return new RunSummary(
            WireNames.Parse<RunStatus>(summary["status"]!.GetValue<string>()), summary["goal"]!.GetValue<string>(), summary["dry_run"]!.GetValue<bool>(),
            summary["tasks"]!.GetValue<int>(), summary["completed"]!.GetValue<int>(), summary["failed"]!.GetValue<int>())
        {
            Origin = summary["origin"]?.GetValue<string>(),
        };
    }
}
