using Omua.Agents.LifetimeValue;

namespace Omua.Agents.Tests;

public sealed class LtvAgentTests
{
    [Fact]
    public async Task DescribeTasks_Purchases_OffersTheTasksOfItsPlanToAnotherPlanner()
    {
        var (agent, context) = (new LtvAgent(), await ReferenceData.LoadAsync("cdnow"));
        KindsChecks.AreThoseOfThePlan(agent, context, "value", await agent.PlanAsync(context));
    }

    [Fact]
    public async Task ExecuteAsync_Cdnow_PrintsTheHoldoutWithTheForecast()
    {
        // Source: the reference data's README, "cdnow".
        var (agent, context) = (new LtvAgent(), await ReferenceData.LoadAsync("cdnow"));
        var task = (await agent.PlanAsync(context)).Single(task => task.Kind == "value" && (string?)task.Parameters["dataset"] == "CDNOW_sample");
        var result = await agent.ExecuteAsync(task, context);

        Assert.Equal("ltv", (string?)result.Result["method"]);
        var holdout = result.Findings.Single(finding => finding.Id.StartsWith("ltv.holdout", StringComparison.Ordinal));
        Assert.Equal([1653.4, 1882.0], holdout.Evidence.Select(one => Math.Round(one.Value!.Value, 1)));
        Assert.Contains(result.Findings, finding => finding.Title.StartsWith("By cohort, a customer's value runs from", StringComparison.Ordinal));
    }
}
