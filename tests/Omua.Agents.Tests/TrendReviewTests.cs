using Omua.Agents.Strategy;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class TrendReviewTests
{
    [Fact]
    public void Of_CostPerConversionDoubles_IsAWarningWithItsInterval()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Cost, MeasureNames.Conversions], true);
        for (var day = 0; day < 56; day++)
        {
            builder.Add(Market.FirstDay.DayNumber + day, ["camp 1"], [100 + day % 3, day < 28 ? 20 : 10]);
        }

        var dataset = Market.Dataset(table: builder.Build());
        dataset = new PerformanceDataset { Name = dataset.Name, Kind = dataset.Kind, Format = dataset.Format, Quality = dataset.Quality, Table = dataset.Table, Window = new DateRange(Market.FirstDay, Market.FirstDay.AddDays(55)) };
        var (json, findings) = Assert.Single(TrendReview.Of("user_acquisition", dataset, 1));
        var finding = Assert.Single(findings);
        Assert.Equal(("user_acquisition.trend.spring.cpa", FindingSeverity.Warning), (finding.Id, finding.Severity));
        Assert.InRange(finding.Evidence[0].Value!.Value, 4.9, 5.2);
        Assert.True(finding.Interval!.Value.Low > 0);
        Assert.Equal(8, (int)json["metrics"]![0]!["weeks"]!);
    }
}
