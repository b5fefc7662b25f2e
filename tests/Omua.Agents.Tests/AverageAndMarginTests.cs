using Omua.Agents.Budgets;
using Omua.Agents.Channels;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class AverageAndMarginTests
{
    private static async Task<List<Finding>> Findings<TAgent>(PerformanceDataset dataset, string analysis)
        where TAgent : ChannelAgent, new()
    {
        var (agent, context) = (Market.Agent<TAgent, ChannelOptions>(), Market.Context(dataset));
        var findings = new List<Finding>();
        foreach (var task in (await agent.PlanAsync(context)).Where(task => (string?)task.Parameters["analysis"] == analysis))
        {
            findings.AddRange((await agent.ExecuteAsync(task, context)).Findings);
        }

        return findings;
    }

    private static PerformanceDataset Simulated(int seed) => Market.Dataset("market", channel: null, table: MarketSimulation.Generate(seed).ToTable());

    [Fact]
    public async Task WasteReview_Campaign_SaysTheMarginalReturnThatTheBudgetSays()
    {
        var dataset = Simulated(1);
        var waste = await Findings<PaidSearchAgent>(dataset, "waste");
        var budget = Market.Agent<BudgetAgent, BudgetOptions>();
        var context = Market.Context(dataset);
        var proposals = (await budget.ExecuteAsync((await budget.PlanAsync(context))[0], context)).Proposals;

        Assert.NotEmpty(waste);
        Assert.All(waste, finding =>
        {
            var marginal = finding.Evidence.Single(one => one.Metric == "marginal_roas");
            var same = proposals.Single(proposal => proposal.Target.Value == marginal.Rows["campaign"]).Evidence.Single(one => one.Metric == "marginal_roas");
            Assert.Equal(same.Value!.Value, marginal.Value!.Value, 12);
            Assert.Equal(same.Interval, marginal.Interval);
            Assert.Contains("its next unit of spend returns", finding.Title, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task WasteReview_DearOnAverageAndEarningAtTheMargin_IsNoCallToCut()
    {
        var findings = await Findings<PaidSearchAgent>(Simulated(1), "waste");
        var dear = findings.Where(finding => finding.Id.Contains(".waste.", StringComparison.Ordinal)).ToList();

        Assert.Contains(dear, finding => finding.Evidence.Single(one => one.Metric == "marginal_roas").Interval!.Value.Low > 1);
        Assert.All(dear.Where(finding => finding.Evidence.Single(one => one.Metric == "marginal_roas").Interval!.Value.Low > 1), finding =>
        {
            Assert.Equal(FindingSeverity.Info, finding.Severity);
            Assert.Contains("; yet its next unit", finding.Title, StringComparison.Ordinal);
            Assert.Contains("do not cut it for its average", finding.Advice, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task BudgetProposal_AgainstTheAverage_SaysSo()
    {
        var budget = Market.Agent<BudgetAgent, BudgetOptions>();
        var context = Market.Context(Simulated(1));
        var result = await budget.ExecuteAsync((await budget.PlanAsync(context))[0], context);

        var all = result.Proposals.Sum(proposal => proposal.Evidence[1].Value * (double)proposal.From.Amount) / result.Proposals.Sum(proposal => (double)proposal.From.Amount);
        var against = result.Proposals.Where(proposal => proposal.To != proposal.From && proposal.To.Amount > proposal.From.Amount != proposal.Evidence[1].Value > all).ToList();
        Assert.NotEmpty(against);
        Assert.All(against, proposal => Assert.Contains("not by the average", proposal.Reason, StringComparison.Ordinal));
        Assert.All(result.Proposals.Except(against), proposal => Assert.DoesNotContain("not by the average", proposal.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ranking_WeeksOfData_GivesEachFigureItsInterval()
    {
        var finding = Assert.Single(await Findings<PaidSocialAgent>(Simulated(1), "segments"));

        Assert.All(finding.Evidence, one =>
        {
            Assert.True(one.Interval!.Value.Contains(one.Value!.Value));
            Assert.Contains("Politis and Romano 1992", one.Note, StringComparison.Ordinal);
        });
        Assert.Equal(finding.Evidence[0].Interval, finding.Interval);
    }

    [Fact]
    public async Task AnomalyReview_SeveralFiguresOfOneDay_AreOneFinding()
    {
        var findings = await Findings<PaidSocialAgent>(Simulated(1), "anomalies");

        Assert.NotEmpty(findings);
        Assert.Equal(findings.Count, findings.Select(finding => (finding.Evidence[0].Window, finding.Evidence[0].Rows["campaign"])).Distinct().Count());
        Assert.Contains(findings, finding => finding.Evidence.Count > 1);
    }
}
