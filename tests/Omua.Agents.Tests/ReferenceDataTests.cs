using Omua.Agents.Channels;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class ReferenceDataTests
{
    private static PaidSearchAgent Search => Market.Agent<PaidSearchAgent, ChannelOptions>();

    private static PaidSocialAgent Social => Market.Agent<PaidSocialAgent, ChannelOptions>();

    [Fact]
    public async Task FacebookAds_ByCampaign_CostPerApprovedConversionAsPublished()
    {
        // Source: the reference figures beside the data set.
        var context = await ReferenceData.LoadAsync("facebook_ads");
        var task = (await Social.PlanAsync(context)).Single(task => (string?)task.Parameters["dimension"] == "campaign" && (string?)task.Parameters["analysis"] == "segments");
        var segments = (await Social.ExecuteAsync(task, context)).Result["rankings"]![0]!["segments"]!.AsArray();
        Assert.Equal(["916", "936", "1178"], segments.Select(segment => (string?)segment!["key"]!["campaign"]));
        Assert.Equal([6.2379, 15.8108, 63.8327], segments.Select(segment => Math.Round((double)segment!["figures"]!["cpa"]!, 4)));
    }

    [Fact]
    public async Task FacebookAds_EveryTask_RunsAndAudiencesAreRanked()
    {
        var context = await ReferenceData.LoadAsync("facebook_ads");
        var plan = await Social.PlanAsync(context);
        Assert.Superset(new HashSet<string?> { "campaign", "age", "gender", "interest" }, plan.Select(task => (string?)task.Parameters["dimension"]).ToHashSet());
        foreach (var task in plan)
        {
            Assert.Equal(TaskStatus.Completed, (await Social.ExecuteAsync(task, context)).Status);
        }
    }

    [Theory]
    [InlineData("exports/google_ads", true)]
    [InlineData("exports/meta_ads", false)]
    public async Task Exports_OfOneChannel_AreForItsSpecialistAlone(string folder, bool isSearch)
    {
        var context = await ReferenceData.LoadAsync(folder);
        var (search, social) = (await Search.PlanAsync(context), await Social.PlanAsync(context));
        Assert.Equal(isSearch, search.Count > 0);
        Assert.Equal(!isSearch, social.Count > 0);
        Assert.Single((isSearch ? search : social).Select(task => (string?)task.Parameters["dataset"]).Distinct());
        foreach (var task in search)
        {
            Assert.Equal(TaskStatus.Completed, (await Search.ExecuteAsync(task, context)).Status);
        }

        foreach (var task in social)
        {
            Assert.Equal(TaskStatus.Completed, (await Social.ExecuteAsync(task, context)).Status);
        }
    }

    [Fact]
    public async Task SimulatedMarket_PlantedWasteAndAnomaly_AreFound()
    {
        var market = MarketSimulation.Generate(1);
        var context = Market.Context(Market.Dataset("market", channel: null, table: market.ToTable()));
        ChannelAgent[] agents = [Search, Social, Market.Agent<DisplayAgent, ChannelOptions>()];
        var findings = new List<Finding>();
        foreach (var agent in agents)
        {
            foreach (var task in await agent.PlanAsync(context))
            {
                findings.AddRange((await agent.ExecuteAsync(task, context)).Findings);
            }
        }

        var wasteful = market.Truth.Campaigns.Single(campaign => campaign.IsWasteful).Campaign;
        Assert.Contains(findings, finding => finding.Id.Contains(".waste.", StringComparison.Ordinal) && finding.Evidence[0].Rows.Values.Contains(wasteful));
        var planted = market.Truth.Anomalies[0];
        Assert.Contains(findings, finding => finding.Id.Contains(".anomaly.", StringComparison.Ordinal)
            && finding.Evidence[0].Window?.From == planted.Day && finding.Evidence[0].Rows.Values.Contains(planted.Campaign));
        Assert.Equal(findings.Count, findings.Select(finding => finding.Id).Distinct().Count());
    }
}
