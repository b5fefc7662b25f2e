using Omua.Agents.Budgets;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class BudgetAgentTests
{
    private static BudgetAgent Agent => Market.Agent<BudgetAgent, BudgetOptions>();

    [Fact]
    public async Task PlanAsync_NoOutcomeInTheData_PlansNothing()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Cost], false);
        builder.Add(0, ["camp 1"], [10]);
        Assert.Empty(await Agent.PlanAsync(Market.Context(Market.Dataset(table: builder.Build()))));
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("0.07")]
    [InlineData("333.333")]
    public async Task ExecuteAsync_Budget_SumsExactlyWithinTheStep(string text)
    {
        var budget = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var result = await Run(Market.Context(Market.Dataset()) with { Budget = new Money(budget, "USD") });
        Assert.Equal(budget, result.Proposals.Sum(proposal => proposal.To.Amount));
        Assert.Equal(budget, result.Proposals.Sum(proposal => proposal.From.Amount));
        Assert.All(result.Proposals, proposal =>
        {
            Assert.InRange(Math.Abs(proposal.To.Amount - proposal.From.Amount), 0, proposal.From.Amount * 0.2m);
            Assert.NotEmpty(proposal.Evidence);
            Assert.Equal("USD", proposal.To.Currency);
            Assert.NotEmpty(proposal.Reason);
        });
    }

    [Fact]
    public async Task ExecuteAsync_NoBudget_RedistributesTheSpendOfTheWindowAndSaysSo()
    {
        var result = await Run(Market.Context(Market.Dataset()));
        Assert.Equal(400, result.Proposals.Sum(proposal => proposal.To.Amount));
        Assert.Equal("spend of the window", (string?)result.Result["budget_source"]);
        Assert.Contains("no budget was given", result.Findings[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_ConversionsOfOneCampaignHaveStopped_ItKeepsItsShareAndTheOthersMove()
    {
        var context = Market.Context(Stopped(at: 63)) with { Budget = new Money(7000, "USD") };
        var stopped = (await Run(context)).Proposals.Single(proposal => proposal.Target.Value == "broken");
        var counted = (await Run(Market.Context(Stopped(at: 70)) with { Budget = new Money(7000, "USD") })).Proposals.Single(proposal => proposal.Target.Value == "broken");

        Assert.Equal(stopped.From, stopped.To);
        Assert.Contains("no conversion since 2025-06-03", stopped.Reason, StringComparison.Ordinal);
        Assert.Contains("check the tag first", stopped.Reason, StringComparison.Ordinal);
        Assert.NotEqual(counted.From, counted.To);
        Assert.Contains((await Run(context)).Proposals, proposal => proposal.From != proposal.To);
    }

    [Fact]
    public async Task ExecuteAsync_CurrentDays_TheEvidenceSaysThatTheReturnIsReadOffTheCurve()
    {
        var context = Market.Context(Stopped(at: 70)) with { Budget = new Money(7000, "USD") };
        var agent = Market.Agent<BudgetAgent, BudgetOptions>(new BudgetOptions { CurrentDays = 7 });
        var read = (await agent.ExecuteAsync(Assert.Single(await agent.PlanAsync(context)), context)).Proposals[0].Evidence;
        var summed = (await Run(context)).Proposals[0].Evidence;

        Assert.All(read, evidence => Assert.Contains("read at the mean spend of its last 7 days on x / (h + x)", evidence.Formula, StringComparison.Ordinal));
        Assert.Equal("sum(conversions) / sum(cost)", summed[1].Formula);
    }

    private static PerformanceDataset Stopped(int at)
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions], hasDays: true);
        var random = new Random(3);
        for (var day = 0; day < 70; day++)
        {
            foreach (var (name, rate, elasticity) in new[] { ("broken", 0.9, 0.9), ("dear", 0.2, 0.4), ("usual", 0.5, 0.6) })
            {
                var spend = 300 * Math.Exp(0.4 * (random.NextDouble() - 0.5));
                var conversions = name == "broken" && day >= at ? 0 : Math.Round(100 * rate * Math.Pow(spend / 300, elasticity));
                builder.Add(Market.FirstDay.DayNumber + day, [name], [Math.Round(spend), Math.Round(spend, 2), conversions]);
            }
        }

        return Market.Dataset(table: builder.Build());
    }

    [Fact]
    public async Task ExecuteAsync_SameSpendAtAnotherGrain_IsUsedOnce()
    {
        var result = await Run(Market.Context(Market.Dataset(), Market.Dataset("keywords", sameSpendAs: "spring")));
        Assert.Equal(400, result.Proposals.Sum(proposal => proposal.To.Amount));
        Assert.All(result.Proposals, proposal => Assert.Equal("spring", proposal.Target.Dataset));
    }

    [Fact]
    public async Task ExecuteAsync_SeveralCurrencies_UsesTheBudgetsAndNamesTheOthers()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign, DimensionNames.Currency], [MeasureNames.Cost, MeasureNames.Conversions], false);
        builder.Add(0, ["north", "EUR"], [100, 10]);
        builder.Add(0, ["south", "EUR"], [50, 10]);
        builder.Add(0, ["west", "USD"], [900, 5]);
        var result = await Run(Market.Context(Market.Dataset(table: builder.Build())) with { Budget = new Money(300, "EUR") });
        Assert.Equal(["north", "south"], result.Proposals.Select(proposal => proposal.Target.Value).Order());
        Assert.Equal(300, result.Proposals.Sum(proposal => proposal.To.In("EUR")));
        Assert.Contains(result.Findings, finding => finding.Id.StartsWith("budget.left_out.spring.usd", StringComparison.Ordinal) && finding.Title.Contains("USD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_UndatedRows_HaveNoIntervalWhereTheyMove()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Cost, MeasureNames.Conversions], false);
        builder.Add(0, ["cheap"], [1000, 900]);
        builder.Add(0, ["dear"], [1000, 100]);
        var result = await Run(Market.Context(Market.Dataset(table: builder.Build())));
        Assert.All(result.Proposals.Where(proposal => proposal.From != proposal.To), proposal => Assert.Null(proposal.ExpectedEffect.Low));
    }

    [Fact]
    public async Task ExecuteAsync_OnlineAdvertising_ThreeCampaignsSumToTheBudget()
    {
        // Source of the totals: the data set's own sums, as its README publishes them.
        var context = await ReferenceData.LoadAsync("online_advertising", 2000);
        var result = await Run(context);
        Assert.Equal(3, result.Proposals.Count);
        Assert.Equal(2000, result.Proposals.Sum(proposal => proposal.To.Amount));
        Assert.Equal(["camp 1", "camp 2", "camp 3"], result.Proposals.Select(proposal => proposal.Target.Value).Order());
        var overview = await Strategy("user_acquisition.overview", context);
        Assert.Equal(175192.9957, (double)overview.Result["totals"]!["cost"]!, 1e-6);
        Assert.Equal(276264.5621, (double)overview.Result["totals"]!["revenue"]!, 1e-6);
    }

    [Fact]
    public async Task ExecuteAsync_SimulatedMarket_MovesTowardMoreRevenueInTruth()
    {
        var market = MarketSimulation.Generate(7);
        var result = await Run(Market.Context(Market.Dataset("market", channel: null, table: market.ToTable())) with { Budget = new Money(50_000, "USD") });
        Assert.Equal(50_000, result.Proposals.Sum(proposal => proposal.To.Amount));
        var scale = 50_000 / market.Truth.Campaigns.Sum(campaign => campaign.CurrentSpend);
        double Revenue(Func<Proposal, decimal> amount) => result.Proposals.Sum(proposal => scale * market.Truth.Campaign(proposal.Target.Value).RevenueAt((double)amount(proposal) / scale));
        Assert.True(Revenue(proposal => proposal.To.Amount) > Revenue(proposal => proposal.From.Amount));
    }

    private static async Task<TaskResult> Run(ContextData context) =>
        await Agent.ExecuteAsync(Assert.Single(await Agent.PlanAsync(context)), context);

    private static async Task<TaskResult> Strategy(string id, ContextData context)
    {
        var agent = Market.Agent<Strategy.UserAcquisitionAgent, Strategy.UserAcquisitionOptions>();
        return await agent.ExecuteAsync((await agent.PlanAsync(context)).Single(task => task.Id == id), context);
    }
}
