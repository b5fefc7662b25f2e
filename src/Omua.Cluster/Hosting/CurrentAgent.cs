namespace Omua.Cluster.Hosting;

/// <summary>Looks once more, at the last moment, whether the attempt is still wanted: its silo may have been frozen on the way here.</summary>
internal sealed class CurrentAgent(string name, IAgent? here, Func<Task<bool>> isCurrent) : IAgent
{
    public string Name => name;

    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);

    public async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        if (here is null)
        {
            throw new InvalidOperationException($"{name} is on another machine.");
        }

        if (!await isCurrent())
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return await here.ExecuteAsync(task, context, cancellationToken);
    }
}
