using System.Text.Json.Nodes;

namespace Omua.Testing.Tests.Faulty;

/// <summary>An agent that counts datasets and breaks one promise.</summary>
internal sealed class FaultyAgent(AgentFault? fault = null) : AgentPlugin
{
    private int _calls;
    private bool _isOver;

    public override string Name => "faulty";

    public override string Version => "1.0.0";

    public override string Description => "Counts datasets.";

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TaskSpec> plan = context.Datasets.Count == 0 ? [] :
        [
            Spec(fault == AgentFault.PlansAtRandom ? $"faulty.{++_calls}" : "faulty.count"),
            Spec(fault == AgentFault.RepeatsIds ? "faulty.count" : "faulty.again") with
            {
                AgentType = fault == AgentFault.PlansForStrangers ? "stranger" : Name, Dependencies = fault == AgentFault.PlansInCircles ? ["faulty.again"] : [],
            },
        ];
        return Task.FromResult(plan);
    }

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (task.Kind != "count")
        {
            throw new TaskRejectedException($"{Name} does not know the kind '{task.Kind}'.");
        }

        var factor = fault == AgentFault.BreaksWithoutParameters ? task.Parameters["factor"]!.GetValue<int>() : task.Parameters["factor"]?.GetValue<int>() ?? 1;
        var value = (double)factor * context.Datasets.Count + (fault == AgentFault.CountsCalls ? ++_calls : 0);
        if (fault == AgentFault.ChangesTheTask)
        {
            task.Parameters["seen"] = true;
        }

        return Task.FromResult(TaskResult.Completed(task, new JsonObject
        {
            ["count"] = fault == AgentFault.ReturnsNaN ? double.NaN : value,
            ["at"] = fault == AgentFault.ReadsTheClock ? Context.Time.GetUtcNow().ToString("O") : null,
            ["key"] = fault == AgentFault.TellsItsKey ? Context.Configuration["api_key"] : null,
        }) with
        {
            Findings = [new Finding { Id = $"{task.Id}.datasets", Title = "There is data.", Severity = FindingSeverity.Info, Agent = Name, Evidence = fault == AgentFault.LeavesOutEvidence ? [] : [Evidence(value)] }],
        });
    }

    public override Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isOver && fault == AgentFault.EndsOnlyOnce, this);
        _isOver = true;
        return Task.CompletedTask;
    }

    private static Evidence Evidence(double value) => new() { Metric = "datasets", Value = value, Unit = "count", Formula = "count(datasets)", Dataset = "simulated_market", RowCount = 1 };

    private TaskSpec Spec(string id) => new() { Id = id, Kind = "count", Name = "Count datasets", AgentType = Name, Parameters = new JsonObject { ["factor"] = 1 } };
}
