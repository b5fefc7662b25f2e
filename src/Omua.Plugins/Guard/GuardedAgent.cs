namespace Omua.Plugins.Guard;

/// <summary>An agent as the host hands it out: the same object for as long as the host runs, whichever version of the plugin answers.</summary>
internal sealed class GuardedAgent(PluginGuard guard) : IAgent
{
    public string Name => guard.Name;

    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IAgent, PlanCall, IReadOnlyList<TaskSpec>>(new PlanCall(context), cancellationToken);

    public IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => guard.Get<IAgent, IReadOnlyList<TaskKind>>(
        nameof(DescribeTasks), agent => Results.List(agent.DescribeTasks(context), "kinds of task", TaskChecks.Kind));

    public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IAgent, ExecuteCall, TaskResult>(new ExecuteCall(task, context), cancellationToken, task?.Timeout);
}
