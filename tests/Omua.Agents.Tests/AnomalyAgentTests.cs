using Omua.Agents.Watch;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class AnomalyAgentTests
{
    private static AnomalyAgent Agent => Market.Agent<AnomalyAgent, AnomalyAgentOptions>();

    private static PerformanceDataset Account(Func<int, double> conversions)
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions], true);
        for (var day = 0; day < 60; day++)
        {
            builder.Add(Market.FirstDay.DayNumber + day, ["a"], [1000, 500 + day % 7, 100 + day % 5]);
            builder.Add(Market.FirstDay.DayNumber + day, ["b"], [1000, 500 + day % 3, conversions(day)]);
        }

        var table = builder.Build();
        return new PerformanceDataset
        {
            Name = "account", Kind = "performance", Format = "generic.performance", Table = table, Window = new DateRange(Market.FirstDay, Market.FirstDay.AddDays(59)),
            Quality = new DatasetQuality { Files = ["account.csv"], RowsRead = table.RowCount, RowsRefused = 0 },
        };
    }

    [Fact]
    public async Task ExecuteAsync_ConversionsStop_IsCriticalWithItsClicks()
    {
        var context = Market.Context(Account(day => day < 55 ? 20 + day % 4 : 0));
        var task = (await Agent.PlanAsync(context)).Single(task => task.Id == "anomaly.silence.account");
        var finding = Assert.Single((await Agent.ExecuteAsync(task, context)).Findings);
        Assert.Equal((FindingSeverity.Critical, 5L, "b"), (finding.Severity, finding.Evidence[0].RowCount, finding.Evidence[0].Rows["campaign"]));
        Assert.InRange(finding.Evidence[0].Value!.Value, 100, 115);
    }

    [Fact]
    public async Task ExecuteAsync_OrdinaryDays_FindsNothing()
    {
        var context = Market.Context(Account(day => 20 + day % 4));
        foreach (var task in await Agent.PlanAsync(context))
        {
            Assert.Empty((await Agent.ExecuteAsync(task, context)).Findings);
        }
    }

    [Fact]
    public async Task ExecuteAsync_DayOfNoPurchases_StandsOut()
    {
        var builder = new TransactionTableBuilder();
        for (var day = 0; day < 60; day++)
        {
            for (var sale = 0; sale < (day == 40 ? 5 : 80 + day % 6); sale++)
            {
                builder.Add($"c{day}-{sale}", Market.FirstDay.AddDays(day), 10);
            }
        }

        var sales = builder.Build();
        var context = Market.Context(new TransactionDataset
        {
            Name = "shop", Kind = "transactions", Format = "generic.transactions", Transactions = sales, Window = new DateRange(Market.FirstDay, Market.FirstDay.AddDays(59)),
            Quality = new DatasetQuality { Files = ["shop.csv"], RowsRead = sales.Count, RowsRefused = 0 },
        });
        var task = Assert.Single(await Agent.PlanAsync(context));
        var finding = Assert.Single((await Agent.ExecuteAsync(task, context)).Findings);
        Assert.Contains(Market.FirstDay.AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), finding.Title, StringComparison.Ordinal);
    }
}
