using System.Text.Json.Nodes;
using Omua.Engine.Planning;
using Omua.Llm.Calling;
using Omua.Llm.Planning;
using Omua.Llm.Tests.Pipeline;

namespace Omua.Llm.Tests.Planning;

/// <summary>Agents to plan for, and a model that answers what a test gives it: first the skeleton, then the parameters, then whatever repairs ask for.</summary>
internal sealed class PlanningGround : IDisposable
{
    private readonly PipelineGround _pipeline;

    public PlanningGround(params IReadOnlyList<string> answers)
    {
        Backend = new FakeBackend("only") { Answer = (call, _) => Task.FromResult(FakeBackend.Says(answers[Math.Min(call, answers.Count) - 1])) };
        _pipeline = new PipelineGround(Backend);
    }

    public static ContextData Context { get; } = new()
    {
        RunId = "run-1", StartedAt = DateTimeOffset.UnixEpoch, Goal = "find waste", Budget = new Money(1000m, "USD"),
    };

    public static IReadOnlyList<IAgent> Agents { get; } =
    [
        new DescribingAgent("search",
            ("waste", """{"type":"object","properties":{"dataset":{"enum":["a","b"]}},"required":["dataset"],"additionalProperties":false}"""),
            ("ranking", """{"type":"object","properties":{"dataset":{"enum":["a"]}},"required":["dataset"],"additionalProperties":false}"""),
            ("note", """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""")),
        new DescribingAgent("spender",
            ("test", """{"type":"object","properties":{"daily_budget":{"type":"number","minimum":0}},"required":["daily_budget"],"additionalProperties":false}""")),
        new DescribingAgent("quiet"),
    ];

    public static IReadOnlyList<TaskSpec> Rules { get; } =
        [.. Agents.Select(agent => new TaskSpec { Id = $"{agent.Name}.rule", Name = "By rule", AgentType = agent.Name })];

    public FakeBackend Backend { get; }

    public Task<ModelPlan?> PlanAsync(IReadOnlyList<IAgent>? agents = null)
    {
        var taking = agents ?? Agents;
        var names = taking.Select(agent => agent.Name).ToHashSet(StringComparer.Ordinal);
        return new ModelPlanner(_pipeline.Pipeline.Of(new LlmRun { RunId = "run-1" }), tasks => PlanCheck.Check(tasks, names))
            .PlanAsync(taking, Context, Rules, CancellationToken.None);
    }

    public static string Skeleton(params IReadOnlyList<(string Id, string Kind, string[] DependsOn)> tasks) => new JsonObject
    {
        ["tasks"] = new JsonArray([.. tasks.Select(task => new JsonObject
        {
            ["id"] = task.Id, ["kind"] = task.Kind, ["name"] = $"Do {task.Id}", ["reason"] = "It answers the goal.",
            ["depends_on"] = new JsonArray([.. task.DependsOn.Select(id => JsonValue.Create(id))]),
        })]),
    }.ToJsonString();

    public void Dispose() => _pipeline.Dispose();
}
