namespace Omua.Agents.Tests;

/// <summary>What an agent says of its kinds of tasks, held against its own plan.</summary>
internal static class KindsChecks
{
    public static void AreThoseOfThePlan(IAgent agent, ContextData context, string kind, IReadOnlyList<TaskSpec> plan)
    {
        var described = agent.DescribeTasks(context);
        Assert.Contains(described, each => each.Name == kind);
        Assert.Equal(plan.Select(task => task.Kind).Distinct(), described.Select(each => each.Name));
        Assert.All(described, each => Assert.Equal(
            plan.Where(task => task.Kind == each.Name).Select(task => (string?)task.Parameters["dataset"]),
            each.ParametersSchema["properties"]!["dataset"]!["enum"]!.AsArray().Select(name => (string?)name)));
        Assert.Empty(agent.DescribeTasks(Market.Context()));
    }
}
