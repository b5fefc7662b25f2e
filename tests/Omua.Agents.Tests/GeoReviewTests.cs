using System.Text.Json.Nodes;
using Omua.Agents.Experiments;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class GeoReviewTests
{
    [Fact]
    public async Task ExecuteAsync_TreatedPlace_FindsWhatWasAdded()
    {
        var (random, builder) = (new Random(4), new PerformanceTableBuilder(["region"], [MeasureNames.Cost, MeasureNames.Revenue], true));
        double[] levels = [100, 120, 90, 110, 105];
        for (var day = 0; day < 80; day++)
        {
            for (var place = 0; place < levels.Length; place++)
            {
                levels[place] += 4 * (random.NextDouble() - 0.5);
                builder.Add(Market.FirstDay.DayNumber + day, [$"p{place}"], [10, levels[place]]);
            }

            builder.Add(Market.FirstDay.DayNumber + day, ["north"], [10, (levels[0] + levels[1]) / 2 + (day >= 60 ? 25 : 0)]);
        }

        var table = builder.Build();
        var context = Market.Context(new PerformanceDataset
        {
            Name = "regions", Kind = "performance", Format = "generic.performance", Table = table, Window = new DateRange(Market.FirstDay, Market.FirstDay.AddDays(79)),
            Quality = new DatasetQuality { Files = ["regions.csv"], RowsRead = table.RowCount, RowsRefused = 0 },
        });
        var task = new TaskSpec
        {
            Id = "geo", Name = "geo", AgentType = "experiment", Kind = "geo", Description = "",
            Parameters = new JsonObject { ["dataset"] = "regions", ["dimension"] = "region", ["treated"] = new JsonArray("north"), ["from"] = Market.FirstDay.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["spend"] = 100.0 },
        };

        var result = await new ExperimentAgent().ExecuteAsync(task, context);

        Assert.Equal("geo", (string?)result.Result["method"]);
        Assert.InRange((double)result.Result["totals"]!["effect"]!, 450, 550);
        Assert.InRange((double)result.Result["totals"]!["return"]!, 4.5, 5.5);
        Assert.Contains("added", Assert.Single(result.Findings).Title, StringComparison.Ordinal);
    }
}
