using System.Text.Json.Nodes;
using Omua.Agents.Attribution;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class AttributionAgentTests
{
    private static AttributionAgent Agent => Market.Agent<AttributionAgent, AttributionAgentOptions>(new AttributionAgentOptions { Draws = 40 });

    [Fact]
    public async Task ExecuteAsync_ReferencePaths_SaysWhereLastTouchAndWholeJourneysPart()
    {
        // Source: ref_markov_order1_exact.csv and ref_heuristics.csv beside the paths.
        var context = await ReferenceData.LoadAsync("attribution_paths");
        var task = Assert.Single(await Agent.PlanAsync(context));
        var result = await Agent.ExecuteAsync(task, context);

        Assert.Equal(("attribution.credits.paths", "credits"), (task.Id, task.Kind));
        Assert.Equal("attribution", (string?)result.Result["method"]);
        Assert.Equal(19785, (double)result.Result["totals"]!["conversions"]!);
        var removal = result.Findings.Single(finding => finding.Id.StartsWith("attribution.removal", StringComparison.Ordinal));
        Assert.Equal("alpha", removal.Evidence[0].Rows["channel"]);
        Assert.Equal(0.5583994895077469, removal.Evidence[0].Value!.Value, 9);
        var beta = result.Findings.Single(finding => finding.Id.EndsWith(".beta", StringComparison.Ordinal));
        Assert.Contains("helps more than it closes: 989.00 conversions by last touch, 2,527", beta.Title, StringComparison.Ordinal);
        Assert.True(beta.Interval!.Value.Contains(2527.352));
    }

    [Fact]
    public async Task DescribeTasks_Journeys_OffersTheTaskOfItsPlanToAnotherPlanner()
    {
        var (agent, context) = (Agent, await ReferenceData.LoadAsync("attribution_paths"));
        KindsChecks.AreThoseOfThePlan(agent, context, "credits", await agent.PlanAsync(context));
    }

    [Fact]
    public async Task PlanAsync_NoJourneys_PlansNothing() => Assert.Empty(await Agent.PlanAsync(Market.Context(Market.Dataset())));

    [Fact]
    public async Task ExecuteAsync_DatasetThatIsNotThere_IsRejectedWithWhatThereIs()
    {
        var context = await ReferenceData.LoadAsync("attribution_paths");
        var task = (await Agent.PlanAsync(context))[0] with { Parameters = new JsonObject { ["dataset"] = "other" } };
        var exception = await Assert.ThrowsAsync<TaskRejectedException>(() => Agent.ExecuteAsync(task, context));
        Assert.Contains("it has: paths", exception.Message, StringComparison.Ordinal);
    }
}
