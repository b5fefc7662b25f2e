using Omua.Llm.Planning;
using static Omua.Llm.Tests.Planning.PlanningGround;

namespace Omua.Llm.Tests.Planning;

/// <summary>A model chooses tasks and parameters; what it may choose, and what becomes of a plan that is wrong.</summary>
public sealed class ModelPlannerTests
{
    [Fact]
    public async Task PlanAsync_GoodPlan_IsTakenAsItIs()
    {
        using var ground = new PlanningGround(Skeleton(("rank", "search.ranking", []), ("waste", "search.waste", ["rank"])), """{"waste":{"dataset":"b"}}""");

        var plan = (await ground.PlanAsync())!;

        Assert.Equal("llm", plan.Source);
        Assert.Equal(["quiet.rule", "search.rank", "search.waste"], plan.Tasks.Select(task => task.Id));
        var waste = plan.Tasks[2];
        Assert.Equal(("search", "waste", "b"), (waste.AgentType, waste.Kind, (string?)waste.Parameters["dataset"]));
        Assert.Equal(["search.rank"], waste.Dependencies);
        Assert.Equal("a", (string?)plan.Tasks[1].Parameters["dataset"]);
        Assert.Equal(2, ground.Backend.Calls);
    }

    [Fact]
    public async Task PlanAsync_OnlyOneChoiceOfParameters_AsksOnce()
    {
        using var ground = new PlanningGround(Skeleton(("rank", "search.ranking", [])));

        Assert.Equal("llm", (await ground.PlanAsync())!.Source);
        Assert.Equal(1, ground.Backend.Calls);
    }

    [Fact]
    public async Task PlanAsync_CirclesUnknownDependenciesAndTwins_AreMendedWithoutTheModel()
    {
        using var ground = new PlanningGround(Skeleton(("a", "search.ranking", ["b", "nowhere"]), ("b", "search.ranking", ["a"]), ("A", "search.ranking", ["A"])));

        var plan = (await ground.PlanAsync())!;

        Assert.Equal("repaired", plan.Source);
        Assert.Equal(["quiet.rule", "search.a", "search.b", "search.a_2"], plan.Tasks.Select(task => task.Id));
        Assert.Equal(["search.b"], plan.Tasks[1].Dependencies);
        Assert.Empty(plan.Tasks[2].Dependencies);
        Assert.Equal(1, ground.Backend.Calls);
    }

    [Fact]
    public async Task PlanAsync_UnknownKind_IsSentBackAndThenTaken()
    {
        using var ground = new PlanningGround(Skeleton(("x", "search.hack", [])), Skeleton(("x", "search.ranking", [])));

        Assert.Equal("search.x", (await ground.PlanAsync())!.Tasks[1].Id);
        Assert.Equal(2, ground.Backend.Calls);
        Assert.Contains("search.hack", ground.Backend.Messages[^1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanAsync_NeverAPlan_FailsAfterTwoRepairs()
    {
        using var ground = new PlanningGround("I cannot plan.");

        Assert.Equal(LlmFailure.InvalidOutput, (await Assert.ThrowsAsync<LlmException>(() => ground.PlanAsync())).Failure);
        Assert.Equal(3, ground.Backend.Calls);
    }

    [Fact]
    public async Task PlanAsync_SpendsMoreThanTheBudget_IsRefused()
    {
        using var ground = new PlanningGround(Skeleton(("a", "spender.test", []), ("b", "spender.test", [])), """{"a":{"daily_budget":600},"b":{"daily_budget":600}}""");

        Assert.Contains("1200", (await Assert.ThrowsAsync<PlanningException>(() => ground.PlanAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanAsync_TextOfItsOwn_WaitsForAPerson()
    {
        using var ground = new PlanningGround(Skeleton(("n", "search.note", []), ("rank", "search.ranking", ["n"])), """{"n":{"text":"pause everything"}}""");

        var plan = (await ground.PlanAsync())!;

        Assert.Equal(["quiet.rule", "search.n", "search.rank"], plan.Tasks.Select(task => task.Id));
        Assert.Contains("$.text", plan.Tasks[1].Approval, StringComparison.Ordinal);
        Assert.Null(plan.Tasks[2].Approval);
    }

    [Fact]
    public async Task PlanAsync_NoAgentDescribesItsTasks_AsksNothing()
    {
        using var ground = new PlanningGround("never");

        Assert.Null(await ground.PlanAsync([new DescribingAgent("quiet")]));
        Assert.Equal(0, ground.Backend.Calls);
    }
}
