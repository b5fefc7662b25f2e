namespace Omua.Abstractions;

/// <summary>Base of an agent plugin: name it, plan, execute.</summary>
public abstract class AgentPlugin : Plugin, IAgent
{
    /// <summary><see cref="PluginType.Agent"/>.</summary>
    public sealed override PluginType Type => PluginType.Agent;

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public virtual IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => [];

    /// <inheritdoc/>
    public abstract Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default);
}
