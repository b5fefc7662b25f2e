using Omua.Agents.Strategy;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class ChangeReviewTests
{
    [Fact]
    public async Task ExecuteAsync_OneCampaignGetsDearer_NamesItWithPartsThatSum()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Cost, MeasureNames.Conversions], true);
        for (var day = 0; day < 56; day++)
        {
            builder.Add(Market.FirstDay.DayNumber + day, ["brand"], [100 + day % 3, 10]);
            builder.Add(Market.FirstDay.DayNumber + day, ["broad"], [100 + day % 5, day < 28 ? 10 : 4]);
        }

        var table = builder.Build();
        var context = Market.Context(new PerformanceDataset
        {
            Name = "spring", Kind = "performance", Format = "generic.performance", Channel = "paid_search", Table = table, Window = new DateRange(Market.FirstDay, Market.FirstDay.AddDays(55)),
            Quality = new DatasetQuality { Files = ["spring.csv"], RowsRead = table.RowCount, RowsRefused = 0 },
        });
        var agent = Market.Agent<UserAcquisitionAgent, UserAcquisitionOptions>();
        var task = (await agent.PlanAsync(context)).Single(task => task.Id == "user_acquisition.change.spring");

        var result = await agent.ExecuteAsync(task, context);

        var finding = result.Findings.Single(finding => finding.Id == "user_acquisition.change.spring.cpa");
        Assert.Contains("'broad'", finding.Title, StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        var change = finding.Evidence.Single(evidence => evidence.Metric == "cpa_change");
        Assert.True(change.Interval!.Value.Low > 0);
        Assert.Equal(change.Value!.Value, finding.Evidence.Where(evidence => evidence.Metric is "cpa_mix" or "cpa_rate" or "cpa_unpaired").Sum(evidence => evidence.Value!.Value), 1e-9);
    }
}
