using System.Text.Json.Nodes;

namespace Omua.Llm.Tests.Planning;

/// <summary>An agent with kinds of task for a planner to choose from.</summary>
internal sealed class DescribingAgent(string name, params IReadOnlyList<(string Kind, string Schema)> kinds) : IAgent
{
    public string Name => name;

    public IReadOnlyList<TaskKind> DescribeTasks(ContextData context) =>
        [.. kinds.Select(kind => new TaskKind(kind.Kind, $"Does {kind.Kind}.", (JsonObject)JsonNode.Parse(kind.Schema)!))];

    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TaskSpec>>([new TaskSpec { Id = $"{name}.rule", Name = "By rule", AgentType = name }]);

    public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing is executed here.");
}
