using System.Text.Json.Nodes;
using Omua.Agents.Channels;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class ChannelAgentTests
{
    private static PaidSearchAgent Search => Market.Agent<PaidSearchAgent, ChannelOptions>();

    private static PaidSocialAgent Social => Market.Agent<PaidSocialAgent, ChannelOptions>();

    [Fact]
    public async Task PlanAsync_DatasetOfItsChannel_PlansAndTheOtherSpecialistDoesNot()
    {
        var context = Market.Context(Market.Dataset());
        Assert.Contains(await Search.PlanAsync(context), task => task.Id == "paid_search.segments.spring.campaign");
        Assert.Empty(await Social.PlanAsync(context));
    }

    [Fact]
    public async Task PlanAsync_UnidentifiedChannel_PlansNothing() =>
        Assert.Empty(await Search.PlanAsync(Market.Context(Market.Dataset(channel: null))));

    [Fact]
    public async Task PlanAsync_SameSpendAtAnotherGrain_IsNotPlannedTwice()
    {
        var plan = await Search.PlanAsync(Market.Context(Market.Dataset(), Market.Dataset("keywords", sameSpendAs: "spring")));
        Assert.All(plan, task => Assert.Equal("spring", (string?)task.Parameters["dataset"]));
    }

    [Fact]
    public async Task ExecuteAsync_RowsNameTheirChannel_UsesOnlyItsOwn()
    {
        var context = Market.Context(Market.Dataset(channel: null, table: Market.TwoCampaigns(DimensionNames.Channel)));
        var task = (await Social.PlanAsync(context)).First(task => (string?)task.Parameters["analysis"] == "segments");
        var result = await Social.ExecuteAsync(task, context);
        Assert.Equal(40, (double?)result.Result["totals"]!["cost"]);
    }

    [Fact]
    public async Task ExecuteAsync_Ranking_PutsTheCheapestConversionFirstAndNamesItsRows()
    {
        var context = Market.Context(Market.Dataset());
        var task = (await Search.PlanAsync(context)).Single(task => task.Id == "paid_search.segments.spring.campaign");
        var result = await Search.ExecuteAsync(task, context);
        var segments = result.Result["rankings"]![0]!["segments"]!.AsArray();
        Assert.Equal(["camp 2", "camp 1"], segments.Select(segment => (string?)segment!["key"]!["campaign"]));
        Assert.Equal([5, 10], segments.Select(segment => (double)segment!["figures"]!["cpa"]!));
        var evidence = Assert.Single(result.Findings).Evidence[0];
        Assert.Equal(("cpa", 5, "sum(cost) / sum(conversions)", 2), (evidence.Metric, evidence.Value, evidence.Formula, evidence.RowCount));
        Assert.Equal("camp 2", evidence.Rows["campaign"]);
    }

    [Theory]
    [InlineData("""{"dataset":"spring","dimension":"campaign"}""", "no parameter 'analysis'")]
    [InlineData("""{"analysis":"segments","dimension":"campaign"}""", "no parameter 'dataset'")]
    [InlineData("""{"analysis":"segments","dataset":"autumn","dimension":"campaign"}""", "'autumn', which is not in this run")]
    [InlineData("""{"analysis":"segments","dataset":"spring","dimension":"mood"}""", "no dimension 'mood'")]
    [InlineData("""{"analysis":"segments","dataset":7,"dimension":"campaign"}""", "is not a text")]
    [InlineData("""{"analysis":"tarot","dataset":"spring"}""", "no analysis 'tarot'")]
    public async Task ExecuteAsync_ParametersThatCannotBe_AreRejectedInPlainWords(string parameters, string message)
    {
        var task = new TaskSpec { Id = "paid_search.x", Name = "x", AgentType = "paid_search", Parameters = JsonNode.Parse(parameters)!.AsObject() };
        var rejection = await Assert.ThrowsAsync<TaskRejectedException>(() => Search.ExecuteAsync(task, Market.Context(Market.Dataset())));
        Assert.Contains(message, rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OutOfRange_NamesTheKey() =>
        Assert.Equal("max_segments", Assert.Single(new ChannelOptions { MaxSegments = 1 }.Validate()).Key);
}
