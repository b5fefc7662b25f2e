using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>The JSON document of a run: what <c>omua run --json</c> prints.</summary>
internal static class RunDocument
{
    public static JsonObject Of(RunRecord run, string? reportPath, string? changesPath = null) => new()
    {
        ["run"] = Run(run),
        ["plan"] = Plan(run),
        ["results"] = new JsonObject(run.ResultsInOrder.Select(result => KeyValuePair.Create(result.TaskId, (JsonNode?)Result(result)))),
        ["findings"] = FigureJson.Of(run.Findings, Finding),
        ["proposals"] = FigureJson.Of(run.Proposals, Proposal),
        ["totals"] = FigureJson.Of(run.Figures, Totals),
        ["datasets"] = FigureJson.Of(run.Datasets, QualityDocument.Of),
        ["truth"] = run.IsSimulated ? FigureJson.Of(run.Truth, Truth) : null,
        ["narrative"] = run.Narrative is { } narrative ? RunNarratives.Json(narrative) : null,
        ["llm"] = run.Llm?.Json,
        ["faults"] = FigureJson.Of(run.Faults, FigureJson.Of),
        ["report"] = reportPath,
        ["changes"] = changesPath,
    };

    /// <summary>A run that was stored and has not started: its document has neither results nor a report.</summary>
    public static JsonObject OfCreated(RunRecord run) => new()
    {
        ["run"] = Run(run),
        ["plan"] = Plan(run),
        ["datasets"] = FigureJson.Of(run.Datasets, QualityDocument.Of),
        ["faults"] = FigureJson.Of(run.Faults, FigureJson.Of),
    };

    private static JsonObject Run(RunRecord run) => new()
    {
        ["id"] = run.Id,
        ["status"] = run.Status,
        ["started_at"] = run.IsCreated ? null : Moment(run.StartedAt),
        ["completed_at"] = run.IsCreated ? null : Moment(run.CompletedAt),
        ["dry_run"] = run.IsDryRun,
        ["simulated"] = run.IsSimulated,
        ["seed"] = run.Seed,
        ["goal"] = run.Goal,
        ["budget"] = run.Budget?.Amount,
        ["currency"] = run.Budget?.Currency,
    };

    private static JsonObject Plan(RunRecord run) => new()
    {
        ["source"] = run.PlanSource,
        ["hash"] = run.PlanHash,
        ["tasks"] = FigureJson.Of(run.Tasks, Task),
    };

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Task(RunTask task) => new()
    {
        ["id"] = task.Spec.Id,
        ["name"] = task.Spec.Name,
        ["agent_type"] = task.Spec.AgentType,
        ["description"] = task.Spec.Description,
        ["parameters"] = task.Spec.Parameters.DeepClone(),
        ["dependencies"] = FigureJson.Of(task.Spec.Dependencies, id => JsonValue.Create(id)),
        ["status"] = FigureJson.Wire(task.Status),
        ["attempts"] = task.Attempts,
        ["error"] = task.Error,
        ["approval"] = task.Spec.Approval,
        ["awaits_approval"] = task.IsAwaitingApproval,
        ["kind"] = task.Spec.Kind,
        ["priority"] = task.Spec.Priority,
        ["retries"] = task.Spec.Retries,
        ["timeout_ms"] = (long?)task.Spec.Timeout?.TotalMilliseconds,
        ["total_timeout_ms"] = (long?)task.Spec.TotalTimeout?.TotalMilliseconds,
        ["heartbeat_timeout_ms"] = (long?)task.Spec.HeartbeatTimeout?.TotalMilliseconds,
        ["start_timeout_ms"] = (long?)task.Spec.StartTimeout?.TotalMilliseconds,
    };

    public static JsonObject Result(TaskResult result) => new()
    {
        ["task_id"] = result.TaskId,
        ["status"] = FigureJson.Wire(result.Status),
        ["result"] = result.Result.DeepClone(),
        ["error"] = result.Error,
        ["metadata"] = result.Metadata.DeepClone(),
    };

    private static JsonObject Finding(Finding finding) => new()
    {
        ["id"] = finding.Id,
        ["title"] = finding.Title,
        ["severity"] = FigureJson.Wire(finding.Severity),
        ["agent"] = finding.Agent,
        ["evidence"] = FigureJson.Of(finding.Evidence, FigureJson.Of),
        ["interval"] = FigureJson.Of(finding.Interval),
        ["advice"] = finding.Advice,
    };

    private static JsonObject Proposal(Proposal proposal) => new()
    {
        ["id"] = proposal.Id,
        ["target"] = new JsonObject { ["dataset"] = proposal.Target.Dataset, ["dimension"] = proposal.Target.Dimension, ["value"] = proposal.Target.Value },
        ["change"] = proposal.Change,
        ["from"] = proposal.From.Amount,
        ["to"] = proposal.To.Amount,
        ["currency"] = proposal.To.Currency,
        ["expected_effect"] = new JsonObject
        {
            ["metric"] = proposal.ExpectedEffect.Metric,
            ["low"] = FigureJson.Number(proposal.ExpectedEffect.Low),
            ["mid"] = FigureJson.Number(proposal.ExpectedEffect.Mid),
            ["high"] = FigureJson.Number(proposal.ExpectedEffect.High),
            ["level"] = proposal.ExpectedEffect.Level,
        },
        ["evidence"] = FigureJson.Of(proposal.Evidence, FigureJson.Of),
        ["reason"] = proposal.Reason,
    };

    private static JsonObject Totals(DatasetFigures figures)
    {
        var totals = new JsonObject { ["dataset"] = figures.Dataset.Name, ["currency"] = figures.Currency, ["rows"] = figures.Totals.RowCount };
        foreach (var (metric, value) in figures.Totals.Metrics)
        {
            totals[metric] = FigureJson.Number(value);
        }

        return totals;
    }

    private static JsonObject Truth(TruthComparison comparison) => new()
    {
        ["figure"] = comparison.Figure,
        ["unit"] = comparison.Unit,
        ["estimate"] = FigureJson.Number(comparison.Estimate),
        ["interval"] = FigureJson.Of(comparison.Interval),
        ["truth"] = FigureJson.Number(comparison.Truth),
        ["relative_error"] = FigureJson.Number(comparison.RelativeError),
        ["inside"] = comparison.IsInside,
    };
}
