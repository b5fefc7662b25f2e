namespace Omua.Plugins.Guard;

/// <summary>An agent as the host hands it out.</summary>
internal sealed class GuardedAgent(IAgent agent, string name, PluginGuard guard) : IAgent
{
    public string Name => name;

    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        guard.CallAsync(nameof(PlanAsync), () => agent.PlanAsync(context, cancellationToken));

    public IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => guard.Get(nameof(DescribeTasks), () => agent.DescribeTasks(context));

    public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
        guard.CallAsync(nameof(ExecuteAsync), () => agent.ExecuteAsync(task, context, cancellationToken));
}
