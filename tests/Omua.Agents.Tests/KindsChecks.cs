namespace Omua.Agents.Tests;

/// <summary>What an agent with one kind of task says of it, held against its own plan.</summary>
internal static class KindsChecks
{
    public static void AreThoseOfThePlan(IAgent agent, ContextData context, string kind, IReadOnlyList<TaskSpec> plan)
    {
        var described = Assert.Single(agent.DescribeTasks(context));
        Assert.Equal(kind, described.Name);
        Assert.NotEmpty(plan);
        Assert.All(plan, task => Assert.Equal(kind, task.Kind));
        Assert.Equal(
            plan.Select(task => (string?)task.Parameters["dataset"]),
            described.ParametersSchema["properties"]!["dataset"]!["enum"]!.AsArray().Select(name => (string?)name));
        Assert.Empty(agent.DescribeTasks(Market.Context()));
    }
}
