using Omua.Agents.Experiments;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class ExperimentAgentTests
{
    private readonly ExperimentAgent _agent = new();

    [Fact]
    public async Task DescribeTasks_Experiment_OffersTheTaskOfItsPlanToAnotherPlanner()
    {
        var context = await ReferenceData.LoadAsync("cookie_cats");
        KindsChecks.AreThoseOfThePlan(_agent, context, "readout", await _agent.PlanAsync(context));
    }

    [Fact]
    public async Task ExecuteAsync_CookieCats_WarnsOfTheArmsAndReadsEachMetric()
    {
        // Source: the reference data's README, "cookie_cats".
        var context = await ReferenceData.LoadAsync("cookie_cats");
        var result = await _agent.ExecuteAsync(Assert.Single(await _agent.PlanAsync(context)), context);

        Assert.Equal(FindingSeverity.Warning, result.Findings[0].Severity);
        Assert.Equal(0.00860799, result.Findings[0].Evidence[0].Value!.Value, 8);
        var week = result.Findings.Single(finding => finding.Id.Contains(".retention_7.", StringComparison.Ordinal));
        Assert.Contains("'gate_40' is below 'gate_30' by -0.82 points", week.Title, StringComparison.Ordinal);
        Assert.Equal(-0.0132816, week.Interval!.Value.Low, 7);
        Assert.Contains(result.Findings, finding => finding.Title.Contains("the data cannot tell 'gate_40' from 'gate_30'", StringComparison.Ordinal));
        Assert.Equal("experiment", (string?)result.Result["method"]);
    }

    [Fact]
    public async Task ExecuteAsync_ArmsFilledWrongly_IsCriticalAndComparesNothing()
    {
        var builder = new ExperimentTableBuilder(["bought"]);
        for (var unit = 0; unit < 3000; unit++)
        {
            builder.Add(unit % 3 == 0 ? "a" : "b", unit % 2);
        }

        var dataset = new ExperimentDataset { Name = "test", Kind = "experiment_units", Format = "generic.experiment_units", Quality = new DatasetQuality { Files = [], RowsRead = 3000, RowsRefused = 0 }, Units = builder.Build() };
        var context = Market.Context(dataset);
        var result = await _agent.ExecuteAsync((await _agent.PlanAsync(context))[0], context);

        Assert.Equal(FindingSeverity.Critical, Assert.Single(result.Findings).Severity);
    }
}
