namespace Omua.Llm.Planning;

/// <summary>What a model may plan: the kinds of task that the loaded agents describe for this context, each under a key of its own.</summary>
internal sealed class PlanMenu
{
    private readonly Dictionary<string, (string Agent, TaskKind Kind)> _kinds = new(StringComparer.Ordinal);

    public PlanMenu(IReadOnlyList<IAgent> agents, ContextData context)
    {
        foreach (var agent in agents)
        {
            foreach (var kind in agent.DescribeTasks(context))
            {
                _kinds.TryAdd($"{agent.Name}.{kind.Name}", (agent.Name, kind));
            }
        }

        Agents = [.. _kinds.Values.Select(each => each.Agent).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The agents that describe their tasks. What the others plan stands as they plan it.</summary>
    public IReadOnlyCollection<string> Agents { get; }

    public IReadOnlyCollection<string> Keys => _kinds.Keys;

    public bool IsEmpty => _kinds.Count == 0;

    public (string Agent, TaskKind Kind) Of(string key) => _kinds[key];

    /// <summary>For the model to choose from.</summary>
    public JsonArray Describe() => new([.. _kinds.Select(each => new JsonObject { ["kind"] = each.Key, ["what"] = each.Value.Kind.Description })]);
}
