using System.Text.Json.Nodes;
using CsCheck;
using Omua.Llm.Planning;
using static Omua.Llm.Tests.Planning.PlanningGround;

namespace Omua.Llm.Tests.Planning;

/// <summary>Whatever a model writes, what comes of it is a plan that can be run within its budget, or no plan.</summary>
public sealed class PlanPropertyTests
{
    private static readonly string[] Kinds = ["search.waste", "search.ranking", "search.note", "spender.test", "quiet.rule", "root.shell", ""];
    private static readonly string[] Ids = ["a", "b", "c", "A", "a b", "../x", "", "search.rule", "a_2"];

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        OneOf(Ids).Select(text => (JsonNode?)JsonValue.Create(text)), OneOf(Kinds).Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Double[-1e12, 1e12].Select(number => (JsonNode?)JsonValue.Create(number)), Gen.Int[-5, 2000].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)), Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonObject> Step = Gen.Select(
        OneOf(Ids), OneOf(Kinds), OneOf(Ids).Array[0, 4], Gen.Int[0, 9], Scalar,
        (id, kind, on, spoilt, junk) =>
        {
            var step = new JsonObject { ["id"] = id, ["kind"] = kind, ["name"] = "n", ["reason"] = "r", ["depends_on"] = new JsonArray([.. on.Select(each => JsonValue.Create(each))]) };
            var keys = new[] { "id", "kind", "name", "reason", "depends_on" };
            if (spoilt < keys.Length)
            {
                step[keys[spoilt]] = junk?.DeepClone();
            }

            return step;
        });

    private static readonly Gen<string> Plans = Gen.OneOf(
        Step.Array[0, 12].Select(steps => new JsonObject { ["tasks"] = new JsonArray([.. steps.Select(step => step.DeepClone())]) }.ToJsonString()),
        Scalar.Select(junk => new JsonObject { ["tasks"] = junk?.DeepClone() }.ToJsonString()),
        Gen.String);

    private static readonly Gen<string> Parameters = Gen.Select(OneOf(Ids).Array[0, 9], OneOf("dataset", "daily_budget", "text", "x").Array[0, 4], Scalar, (ids, names, value) =>
        new JsonObject(ids.Distinct(StringComparer.Ordinal).Select(id => KeyValuePair.Create(id, (JsonNode?)new JsonObject(
            names.Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, value?.DeepClone())))))).ToJsonString());

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    [Fact]
    public async Task PlanAsync_AnyAnswers_GiveARunnablePlanOrNone()
    {
        var made = 0;
        await Gen.Select(Plans, Parameters, Plans, Parameters).SampleAsync(
            async (plan, parameters, repair, again) =>
            {
                using var ground = new PlanningGround(plan, parameters, repair, again);
                ModelPlan? result;
                try
                {
                    result = await ground.PlanAsync();
                }
                catch (Exception exception) when (exception is LlmException or PlanningException)
                {
                    return;
                }

                Interlocked.Increment(ref made);
                Holds(result!);
            },
            iter: 3000, seed: "0N0XIzNsQ0O2", threads: 1);
        Assert.True(made > 0, "no answer at all became a plan: the generator tests nothing");
    }

    [Fact]
    public void Mend_ValidSkeletonsWithAnyDependencies_AlwaysGivesAnAcyclicPlan() =>
        Gen.Select(OneOf("a", "b", "c", "d", "e"), OneOf("a", "b", "c", "d", "e", "z").Array[0, 5], (id, on) => (id, on)).Array[1, 12].Sample(
            steps =>
            {
                var skeleton = JsonNode.Parse(Skeleton([.. steps.Select(step => (step.id, "search.ranking", step.on))]))!;
                var tasks = ((JsonArray)new SkeletonMending().Mend(skeleton)["tasks"]!).Select(task => new TaskSpec
                {
                    Id = (string)task!["id"]!, Name = "n", AgentType = "search", Dependencies = [.. ((JsonArray)task["depends_on"]!).Select(on => (string)on!)],
                }).ToList();
                IsAcyclic(tasks);
            },
            iter: 3000);

    private static void Holds(ModelPlan plan)
    {
        Assert.Contains(plan.Source, new[] { "llm", "repaired" });
        Assert.NotEmpty(plan.Tasks);
        Assert.Equal(plan.Tasks.Count, plan.Tasks.Select(task => task.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(plan.Tasks, task => Assert.Contains(task.AgentType, Agents.Select(agent => agent.Name)));
        Assert.All(plan.Tasks, task => Assert.Matches("^[A-Za-z0-9_.-]{1,128}$", task.Id));
        Assert.True(plan.Tasks.Sum(task => task.Parameters["daily_budget"] is { } budget ? (decimal)(double)budget : 0) <= Context.Budget!.Value.Amount);
        Assert.All(plan.Tasks.Where(task => task.Parameters.ContainsKey("text")), task => Assert.NotNull(task.Approval));
        IsAcyclic(plan.Tasks);
    }

    /// <summary>Takes away what waits for nothing until nothing is left; written apart from the product's own search.</summary>
    private static void IsAcyclic(IReadOnlyList<TaskSpec> tasks)
    {
        var open = tasks.ToDictionary(task => task.Id, task => task.Dependencies, StringComparer.Ordinal);
        while (open.Where(task => task.Value.All(on => !open.ContainsKey(on))).Select(task => task.Key).ToList() is { Count: > 0 } ready)
        {
            ready.ForEach(id => open.Remove(id));
        }

        Assert.Empty(open);
        Assert.All(tasks, task => Assert.All(task.Dependencies, on => Assert.Contains(tasks, other => other.Id == on)));
    }
}
