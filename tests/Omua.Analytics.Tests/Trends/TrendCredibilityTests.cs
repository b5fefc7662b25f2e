namespace Omua.Analytics.Tests.Trends;

public sealed class TrendCredibilityTests
{
    private static IEnumerable<PeriodChange> Cpa(IEnumerable<GroupTrend> trends) => trends.Select(trend => trend.Metrics.Single(metric => metric.Metric == "cpa").Change!);

    private static IReadOnlyList<GroupTrend> Of(IEnumerable<(int, string, double, double, double, double)> rows) =>
        Analytics.Trends.Of(Tables.Of(true, rows), [DimensionNames.Campaign]);

    [Fact]
    public void Of_OneCampaignOfManyGetsDearer_ItAloneIsCredible()
    {
        var random = new Random(3);
        var trends = Of(Enumerable.Range(0, 20).SelectMany(campaign => Enumerable.Range(0, 56).Select(day =>
            (day, $"c{campaign}", 100.0, 100.0 + random.Next(20), (campaign == 7 && day >= 28 ? 12.0 : 24) + random.Next(6), 150.0 + random.Next(30)))));

        var credible = trends.Where(trend => trend.Metrics.Any(metric => metric is { Metric: "cpa", Change.IsCredible: true })).ToList();
        Assert.Equal("c7", Assert.Single(credible).Key[DimensionNames.Campaign]);
        Assert.All(Cpa(trends), change => Assert.True(change.AdjustedPValue >= change.PValue));
    }

    [Fact]
    public void Of_NothingChanges_FewAreDeclaredOverManyMarkets()
    {
        // 40 markets of 10 unchanging campaigns: at a false discovery rate of 5 % a market declares anything at all in about 5 % of cases; 6 of 40 would be a rate above it with p < 0.02.
        var declared = Enumerable.Range(0, 40).Count(seed =>
        {
            var random = new Random(seed);
            return Of(Enumerable.Range(0, 10).SelectMany(campaign => Enumerable.Range(0, 56).Select(day =>
                (day, $"c{campaign}", 100.0, 100.0 + random.Next(40), 20.0 + random.Next(20), 150.0 + random.Next(90)))))
                .Any(trend => trend.Metrics.Any(metric => metric.Change is { IsCredible: true }));
        });

        Assert.InRange(declared, 0, 5);
    }

    [Fact]
    public void Of_SmallCampaign_IsNotTestedAndSaysWhy()
    {
        var trends = Of(Enumerable.Range(0, 56).SelectMany(day => new[]
        {
            (day, "large", 100.0, 10_000.0 + day % 3, 40.0, 15_000.0), (day, "small", 1.0, 4.0, day < 28 ? 1.0 : 0, 1.0), (day, "rare", 50.0, 500.0, day % 7 == 0 ? 2.0 : 0, 600.0 + day % 2),
        }));
        var changes = Cpa(trends).ToList();

        Assert.Contains("of all spend, below 0.5%", changes[2].Note, StringComparison.Ordinal);
        Assert.Equal("not tested: 8 conversions in one of the periods, below 20", changes[1].Note);
        Assert.All(changes.Skip(1), change => Assert.Null(change.AdjustedPValue));
    }
}
