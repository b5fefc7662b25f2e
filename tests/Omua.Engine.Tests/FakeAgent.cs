namespace Omua.Engine.Tests;

/// <summary>An agent whose behaviour a test writes.</summary>
internal sealed class FakeAgent(string name, Func<TaskSpec, ContextData, CancellationToken, Task<TaskResult>> execute) : IAgent
{
    public string Name => name;

    public List<TaskSpec> Plans { get; init; } = [];

    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TaskSpec>>(Plans);

    public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
        execute(task, context, cancellationToken);

    public static FakeAgent Completing(string name = "worker") => new(name, (task, _, _) => Task.FromResult(TaskResult.Completed(task, new() { ["from"] = task.Id })));
}
