namespace Omua.Abstractions;

/// <summary>
/// Plans and executes acquisition work. An agent computes from data; it never makes up a number. Calls may come at the same time from several threads.
/// Implement it together with <see cref="IPlugin"/>, or derive from <see cref="AgentPlugin"/>.
/// </summary>
public interface IAgent
{
    /// <summary>The name that tasks are addressed to (<see cref="TaskSpec.AgentType"/>); the same as <see cref="IPlugin.Name"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Returns the tasks that this agent can do for the context, or none where its data is not there.
    /// Task ids are unique in a run; start them with the agent's name.
    /// </summary>
    Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default);

    /// <summary>
    /// The kinds of task that make sense for the context, so that a language model can plan them too. No I/O. Default: none, and the agent's own plan stands
    /// whoever plans the rest.
    /// </summary>
    IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => [];

    /// <summary>
    /// Does one task. May run more than once for the same <see cref="TaskAttempt.IdempotencyKey"/> (at least once), so an outside effect must carry that key.
    /// Throw, or return <see cref="TaskResult.Failed"/>, to have the attempt retried; throw <see cref="TaskRejectedException"/> where a retry cannot help.
    /// </summary>
    Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default);
}
