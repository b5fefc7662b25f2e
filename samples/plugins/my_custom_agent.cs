#:package Omua.Abstractions@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// A first agent: replace what it plans and does.
// Settings (omua.yaml), all optional:
//
//   plugins:
//     my_custom_agent:
//       api_key: ${env:MY_CUSTOM_AGENT_KEY}   # handed to the constructor
//       custom_setting: "value"               # read through Context.Configuration

using System.Text.Json.Nodes;
using Omua.Abstractions;

/// <summary>Lists the datasets of a run with how much of each could be used.</summary>
/// <param name="apiKey">Filled from <c>api_key</c>, or by the caller: <c>CreateAgentInstanceAsync("MyCustomAgent", …)</c>.</param>
public sealed class MyCustomAgent(string? apiKey = null) : AgentPlugin
{
    // A kind of task. Ids are the planner's to choose; the kind is what an agent goes by.
    private const string CountRows = "count_rows";

    // Name, Version and Description are literals: the host lists the plugin without running it.
    public override string Name => "my_custom_agent";

    public override string Version => "1.0.0";

    public override string Description => "Custom agent for specialized acquisition tasks";

    /// <summary>Called for every run. Plan only for data that is there; an empty plan is a good answer.</summary>
    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TaskSpec> plan = context.Datasets.Count == 0
            ? []
            :
            [
                new TaskSpec
                {
                    Id = $"{Name}.{CountRows}",
                    Kind = CountRows,
                    Name = "Count usable rows",
                    AgentType = Name,
                    Description = "Say how many rows of each dataset could be used",
                    Parameters = new JsonObject { ["custom_param"] = Context.Configuration["custom_setting"] ?? "value" },
                },
            ];
        return Task.FromResult(plan);
    }

    /// <summary>Does one of the tasks planned above. It may be called again after a failure, so it must not mind.</summary>
    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        if (task.Kind != CountRows)
        {
            // A retry cannot help here: reject instead of failing.
            throw new TaskRejectedException($"{Name} does not know the kind of task '{task.Kind}'; it has {CountRows}.");
        }

        var rows = new JsonObject();
        foreach (var dataset in context.Datasets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows[dataset.Name] = dataset.Quality.RowsRead;
        }

        // Say whether there is a key, never the key.
        return Task.FromResult(TaskResult.Completed(task, new JsonObject { ["rows_read"] = rows, ["has_api_key"] = !string.IsNullOrEmpty(apiKey) }));
    }
}
