using Omua.Llm.Calling;

namespace Omua.Llm.Planning;

/// <summary>
/// Has a model plan, in two phases: first which tasks, of the kinds that the loaded agents describe, then their parameters against the schema of each kind. What comes back
/// is mended where there is one right answer, sent back at most twice where there is not, and checked as any plan is. Its caller falls back to the agents' own rules.
/// </summary>
internal sealed class ModelPlanner(RunBackend llm, Func<IReadOnlyList<TaskSpec>, IReadOnlyList<Fault>> check)
{
    private const double Steady = 0;

    /// <summary>The model's plan; null where no agent describes what could be planned.</summary>
    /// <param name="agents">The agents that take part.</param>
    /// <param name="context">What they plan for.</param>
    /// <param name="rules">What the agents plan by their own rules.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="LlmException">No model answered as it should.</exception>
    /// <exception cref="PlanningException">The plan is wrong in a way that cannot be mended.</exception>
    public async Task<ModelPlan?> PlanAsync(IReadOnlyList<IAgent> agents, ContextData context, IReadOnlyList<TaskSpec> rules, CancellationToken cancellationToken)
    {
        var menu = new PlanMenu(agents, context);
        if (menu.IsEmpty)
        {
            return null;
        }

        var mending = new SkeletonMending();
        var skeleton = await AskAsync(PlanPrompt.Tasks(context, menu, rules), Skeleton.Schema(menu), mending.Mend, cancellationToken).ConfigureAwait(false);
        var steps = ((JsonArray)skeleton["tasks"]!).Select(task => PlannedStep.Read((JsonObject)task!, menu)).ToList();
        var (parameters, mended) = await ParametersAsync(context, steps, cancellationToken).ConfigureAwait(false);

        var tasks = rules.Where(task => !menu.Agents.Contains(task.AgentType)).ToList();
        foreach (var step in steps)
        {
            var own = (JsonObject)parameters[step.Id]!.DeepClone();
            var free = string.Join(", ", FreeText.In(own, step.Kind.ParametersSchema));
            tasks.Add(step.ToTask(own, steps) with
            {
                Approval = free.Length == 0 ? null : $"the model wrote {free} in words of its own, and it has read names from the data; see that they say what you want",
            });
        }

        Check(tasks, context);
        return new ModelPlan(mending.Count + mended > 0 ? "repaired" : "llm", tasks);
    }

    private async Task<(JsonObject Parameters, int Mended)> ParametersAsync(ContextData context, List<PlannedStep> steps, CancellationToken cancellationToken)
    {
        var known = new JsonObject();
        var open = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (ParameterMending.OnlyValue(step.Kind.ParametersSchema) is { } only)
            {
                known[step.Id] = only;
            }
            else
            {
                open[step.Id] = step.Kind.ParametersSchema;
            }
        }

        if (open.Count == 0)
        {
            return (known, 0);
        }

        var mending = new ParameterMending(open);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(open.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.DeepClone()))),
            ["required"] = new JsonArray([.. open.Keys.Select(id => JsonValue.Create(id))]),
            ["additionalProperties"] = false,
        };
        var answer = await AskAsync(PlanPrompt.Parameters(context, [.. steps.Where(step => open.ContainsKey(step.Id))]), schema, mending.Mend, cancellationToken).ConfigureAwait(false);
        foreach (var (id, value) in answer)
        {
            known[id] = value?.DeepClone();
        }

        return (known, mending.Count);
    }

    private async Task<JsonObject> AskAsync(IReadOnlyList<LlmMessage> messages, JsonObject schema, Func<JsonNode, JsonNode> mend, CancellationToken cancellationToken)
    {
        var response = await llm.ChatAsync(messages, new LlmOptions { ResponseSchema = schema, Temperature = Steady }, mend, cancellationToken).ConfigureAwait(false);
        return (JsonObject)JsonNode.Parse(response.Content)!;
    }

    private void Check(List<TaskSpec> tasks, ContextData context)
    {
        var faults = check(tasks).Select(fault => fault.Message).Concat(PlanSpend.Faults(tasks, context.Budget)).ToList();
        if (faults.Count > 0)
        {
            throw new PlanningException(string.Join(" ", faults));
        }
    }
}
