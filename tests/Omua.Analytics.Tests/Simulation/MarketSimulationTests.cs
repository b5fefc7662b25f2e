namespace Omua.Analytics.Tests;

public sealed class MarketSimulationTests
{
    [Fact]
    public void Generate_SameSeed_GivesSameRows() =>
        Assert.Equal(MarketSimulation.Generate(7).Rows, MarketSimulation.Generate(7).Rows);

    [Fact]
    public void Generate_OtherSeed_GivesOtherRows() =>
        Assert.NotEqual(MarketSimulation.Generate(7).Rows, MarketSimulation.Generate(8).Rows);

    [Fact]
    public void Generate_Default_HasOneWastefulCampaignAndOneRowEachDay()
    {
        var market = MarketSimulation.Generate(1);

        Assert.Single(market.Truth.Campaigns, campaign => campaign.IsWasteful);
        Assert.Equal(364 * market.Truth.Campaigns.Count, market.Rows.Count);
        Assert.All(market.Rows, row => Assert.True(row is { Impressions: >= 0, Clicks: >= 0, Cost: > 0, Conversions: >= 0, Revenue: >= 0 } && row.Clicks <= row.Impressions && row.Conversions <= row.Clicks));
    }

    [Fact]
    public void Truth_MarginalRoas_IsSlopeOfRevenue()
    {
        var campaign = MarketSimulation.Generate(3).Truth.Campaigns[1];
        var spend = campaign.CurrentSpend;

        Assert.Equal((campaign.RevenueAt(spend + 0.01) - campaign.RevenueAt(spend - 0.01)) / 0.02, campaign.MarginalRoas, 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Truth_Roas_IsNearTheRows(int seed)
    {
        var market = MarketSimulation.Generate(seed);
        foreach (var truth in market.Truth.Campaigns)
        {
            var rows = market.Rows.Where(row => row.Campaign == truth.Campaign).ToList();
            Assert.Equal(1, (double)(rows.Sum(row => row.Revenue) / rows.Sum(row => row.Cost)) / truth.Roas, 0.1);
        }
    }

    [Fact]
    public async Task WriteCsv_Rows_HasCanonicalHeaderAndOneLineEach()
    {
        var market = MarketSimulation.Generate(1, new MarketOptions { Days = 56 });
        var text = new StringWriter();

        await market.WriteCsvAsync(text, TestContext.Current.CancellationToken);

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("date,channel,campaign,currency,impressions,clicks,cost,conversions,revenue", lines[0]);
        Assert.Equal(market.Rows.Count + 1, lines.Length);
        Assert.StartsWith("2025-01-06,paid_search,search_brand,USD,", lines[1], StringComparison.Ordinal);
    }
}
