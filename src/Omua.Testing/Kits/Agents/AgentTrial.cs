using System.Text.Json;

namespace Omua.Testing;

/// <summary>A check's ground for an agent: runs to plan for, and their tasks executed in order of dependency.</summary>
internal sealed class AgentTrial(PluginUnderTest plugin, CancellationToken cancellationToken) : PluginTrial(plugin, cancellationToken)
{
    /// <summary>The runs that carry data.</summary>
    public IReadOnlyList<ContextData> Runs { get; } = plugin.Runs.Count > 0 ? plugin.Runs : [SampleRuns.Market()];

    public async Task<IAgent> AgentAsync() => (await StartAsync().ConfigureAwait(false)).Plugin as IAgent ?? throw new CheckFailedException("the plugin is not an IAgent");

    /// <summary>The context as this agent would get it: itself among those that take part.</summary>
    public static ContextData For(IAgent agent, ContextData run) => run.Agents.Count > 0 ? run : run with { Agents = [new AgentProfile(agent.Name)] };

    public async Task<IReadOnlyList<TaskSpec>> PlanAsync(IAgent agent, ContextData run) =>
        Expect.NotNull(await agent.PlanAsync(For(agent, run), Ended).ConfigureAwait(false), $"the plan for {run.RunId}");

    /// <summary>The agent's own tasks of a run with their results. A task that waits for another agent's is left out.</summary>
    public async Task<IReadOnlyList<(TaskSpec Task, ContextData Context, TaskResult Result)>> ExecuteAsync(IAgent agent, ContextData run)
    {
        var plan = await PlanAsync(agent, run).ConfigureAwait(false);
        var done = new Dictionary<string, TaskResult>(StringComparer.Ordinal);
        var executed = new List<(TaskSpec, ContextData, TaskResult)>();
        var waiting = plan.Where(task => task.AgentType == agent.Name).ToList();
        while (waiting.Find(task => task.Dependencies.All(done.ContainsKey)) is { } task)
        {
            waiting.Remove(task);
            var context = For(agent, run) with
            {
                PreviousResults = task.Dependencies.ToDictionary(id => id, id => done[id]), Attempt = new TaskAttempt(1, $"{run.RunId}/{task.Id}"),
            };
            var result = await agent.ExecuteAsync(task with { Parameters = task.Parameters.DeepClone().AsObject() }, context, Ended).ConfigureAwait(false);
            executed.Add((task, context, done[task.Id] = Expect.NotNull(result, $"the result of {task.Id}")));
        }

        return executed;
    }

    /// <summary>Everything that is said of a plan or a result, as text.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>What a result says, without what is about the execution.</summary>
    public static string Figures(TaskResult result) => Text(result with { Metadata = [] });
}
