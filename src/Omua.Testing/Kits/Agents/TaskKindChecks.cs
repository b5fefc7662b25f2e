using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Omua.Testing;

/// <summary>What an agent says of its kinds of task.</summary>
internal sealed partial class TaskKindChecks : AgentChecks
{
    public TaskKindChecks()
        : base("agent.kinds", nameof(IAgent.DescribeTasks))
    {
        EachRun("have names in snake_case, descriptions and schemas of objects", (_, agent, run) =>
        {
            var kinds = agent.DescribeTasks(AgentTrial.For(agent, run));
            Expect.Equal(kinds.Count, kinds.Select(kind => kind.Name).Distinct(StringComparer.Ordinal).Count(), "different names");
            foreach (var kind in kinds)
            {
                Expect.That(Name().IsMatch(kind.Name), $"the kind '{kind.Name}' is not snake_case of at most 64 characters");
                Expect.That(!string.IsNullOrWhiteSpace(kind.Description), $"the kind {kind.Name} is not described");
                Expect.Equal("object", (string?)kind.ParametersSchema["type"], $"the type of the parameters of {kind.Name}");
            }

            return Task.CompletedTask;
        });
        EachRun("are the same twice", (_, agent, run) =>
        {
            var context = AgentTrial.For(agent, run);
            Expect.Equal(AgentTrial.Text(agent.DescribeTasks(context)), AgentTrial.Text(agent.DescribeTasks(context)), "the kinds");
            return Task.CompletedTask;
        });
        Add("can be asked for without data", async trial => Expect.NotNull((await trial.AgentAsync()).DescribeTasks(SampleRuns.Empty), "the kinds"));
        EachRun("are those of the agent's own plan, with every parameter that is required", async (trial, agent, run) =>
        {
            var kinds = agent.DescribeTasks(AgentTrial.For(agent, run)).ToDictionary(kind => kind.Name, StringComparer.Ordinal);
            foreach (var task in (await trial.PlanAsync(agent, run)).Where(task => kinds.Count > 0 && task.AgentType == agent.Name))
            {
                Expect.That(kinds.TryGetValue(task.Kind, out var kind), $"{task.Id} is of the kind '{task.Kind}'; described are {string.Join(", ", kinds.Keys)}");
                Expect.Empty(Texts(kind!.ParametersSchema["required"]).Where(key => task.Parameters[key] is null), $"required parameters that {task.Id} lacks");
                if (kind.ParametersSchema["additionalProperties"] is JsonValue value && value.TryGetValue<bool>(out var isOpen) && !isOpen)
                {
                    Expect.Empty(task.Parameters.Select(parameter => parameter.Key).Except((kind.ParametersSchema["properties"] as JsonObject ?? []).Select(property => property.Key)),
                        $"parameters of {task.Id} that the schema does not know");
                }
            }
        });
    }

    private static IEnumerable<string> Texts(JsonNode? array) => (array as JsonArray ?? []).Select(item => item!.GetValue<string>());

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex Name();
}
