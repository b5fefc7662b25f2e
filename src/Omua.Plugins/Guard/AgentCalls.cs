namespace Omua.Plugins.Guard;

internal readonly struct PlanCall(ContextData context) : IPluginCall<IAgent, IReadOnlyList<TaskSpec>>
{
    public string Member => nameof(IAgent.PlanAsync);

    public Task<IReadOnlyList<TaskSpec>> Invoke(IAgent plugin, CancellationToken cancellationToken) => plugin.PlanAsync(context, cancellationToken);

    public IReadOnlyList<TaskSpec> Checked(IReadOnlyList<TaskSpec> result, SecretMask mask) => Results.List(result, "tasks", TaskChecks.Spec);
}

internal readonly struct ExecuteCall(TaskSpec task, ContextData context) : IPluginCall<IAgent, TaskResult>
{
    public string Member => nameof(IAgent.ExecuteAsync);

    public static bool SaysFailed(TaskResult result) => result.Status == TaskStatus.Failed;

    public Task<TaskResult> Invoke(IAgent plugin, CancellationToken cancellationToken) => plugin.ExecuteAsync(task, context, cancellationToken);

    public TaskResult Checked(TaskResult result, SecretMask mask) => TaskChecks.Result(result, task, mask);
}
