using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>A task that is a run of its own.</summary>
public sealed class SubRunTests
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);
    private readonly List<string> _ran = [];
    private string? _broken;

    [Fact]
    public async Task Execute_SubRun_HandsItsResultsOnAndIsARunOfItsOwn()
    {
        var state = await ExecuteAsync(SubRun("inner", "x", "y"), EngineGround.Spec("after", "inner"));
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.Equal("y", (string?)state.Tasks["inner"].Result!.Result["results"]!["y"]!["from"]);
        var inner = await new RunHistory(_storage).GetAsync("run.inner", TestContext.Current.CancellationToken);
        Assert.Equal((RunStatus.Completed, "run:run/inner"), (inner!.Status, inner.State.Terms!.Origin));
        Assert.Equal(["x", "y", "after"], _ran);
    }

    [Fact]
    public async Task Execute_SubRunFails_TheNextAttemptDoesNothingAgainThatCompleted()
    {
        _broken = "y";
        var state = await ExecuteAsync(SubRun("inner", "x", "y"));
        Assert.Equal((RunStatus.Completed, 2), (state.Status, state.Tasks["inner"].Attempts));
        Assert.Equal(["x", "y", "y"], _ran);
    }

    [Fact]
    public async Task Cancel_OfTheOuterRun_CancelsTheSubRun()
    {
        using var cancel = new CancellationTokenSource();
        var agent = new FakeAgent("worker", async (task, _, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return TaskResult.Completed(task, []);
        });
        Assert.Equal(RunStatus.Cancelled, (await ExecuteAsync(agent, cancel.Token, SubRun("inner", "x"))).Status);
        Assert.Equal(RunStatus.Cancelled, (await new RunHistory(_storage).GetAsync("run.inner", TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Execute_SubRunsInSubRunsWithoutEnd_AreRefused()
    {
        var deepest = SubRun("e", "x");
        foreach (var id in new[] { "d", "c", "b", "a" })
        {
            deepest = new TaskSpec { Id = id, Name = id, AgentType = SubRunAgent.AgentName, Retries = 0, Parameters = new() { ["tasks"] = new JsonArray(JsonNode.Parse(Journal.JsonText.Of(deepest, Journal.TaskSpecJson.Write))) } };
        }

        var state = await ExecuteAsync(deepest);
        Assert.Equal(RunStatus.Failed, state.Status);
        Assert.Contains("3 deep", state.Tasks["a"].Error, StringComparison.Ordinal);
        Assert.Empty(_ran);
    }

    [Theory]
    [InlineData("""{}""", "has no tasks")]
    [InlineData("""{"tasks": [{"id": 5}]}""", "cannot be read")]
    [InlineData("""{"tasks": [{"id": "x", "agent_type": "worker", "approval": "Really?"}]}""", "asks for approval")]
    public async Task Execute_UnusableSubRun_IsRejectedAndSaysWhy(string parameters, string why)
    {
        var state = await ExecuteAsync(new TaskSpec { Id = "inner", Name = "inner", AgentType = SubRunAgent.AgentName, Parameters = JsonNode.Parse(parameters)!.AsObject() });
        Assert.Equal((TaskStatus.Failed, 1), (state.Tasks["inner"].Status, state.Tasks["inner"].Attempts));
        Assert.Contains(why, state.Tasks["inner"].Error, StringComparison.Ordinal);
    }

    private static TaskSpec SubRun(string id, params string[] chain) => new()
    {
        Id = id, Name = id, AgentType = SubRunAgent.AgentName,
        Parameters = new()
        {
            ["tasks"] = new JsonArray([.. chain.Select((task, index) => (JsonNode)new JsonObject
            {
                ["id"] = task, ["agent_type"] = "worker", ["dependencies"] = new JsonArray([.. chain.Take(index).TakeLast(1).Select(on => (JsonNode)on)]), ["retries"] = 0,
            })]),
        },
    };

    private Task<RunState> ExecuteAsync(params TaskSpec[] tasks) => ExecuteAsync(new FakeAgent("worker", (task, _, _) =>
    {
        _ran.Add(task.Id);
        if (_broken == task.Id)
        {
            _broken = null;
            throw new IOException("broken once");
        }

        return Task.FromResult(TaskResult.Completed(task, new() { ["from"] = task.Id }));
    }), CancellationToken.None, tasks);

    private Task<RunState> ExecuteAsync(IAgent agent, CancellationToken cancellationToken, params TaskSpec[] tasks)
    {
        var engine = new RunEngine(_storage, new EngineOptions { MaxParallel = 1, RetryDelay = TimeSpan.Zero }, TimeProvider.System, NullLogger.Instance);
        var agents = new Dictionary<string, IAgent> { ["worker"] = agent };
        agents[SubRunAgent.AgentName] = new SubRunAgent(engine, new RunHistory(_storage), agents);
        return engine.ExecuteAsync(
            new RunRequest { RunId = "run", Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = agents, Context = new ContextData { RunId = "run", StartedAt = DateTimeOffset.UnixEpoch } },
            null, cancellationToken);
    }
}
