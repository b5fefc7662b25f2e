namespace Omua.Analytics.Tests;

public sealed class AnomaliesTests
{
    private static IEnumerable<(int, string, double, double, double, double)> Rows(int spike) =>
        Enumerable.Range(0, 84).Select(day => (day, "a", 1000.0 + 50 * (day % 3), (day == spike ? 3 : 1) * (day % 7 >= 5 ? 60.0 : 100.0) * (1 + 0.02 * (day % 3)), 50.0 + day % 3, 200.0));

    [Fact]
    public void Find_SpikeOfCost_IsFoundWithExpectedValueAndBand()
    {
        var found = Omua.Analytics.Anomalies.Find(Tables.Of(true, Rows(40)), ["campaign"], new AnomalyOptions { Metrics = ["cost"] }).Anomalies;

        var anomaly = Assert.Single(found);
        Assert.Equal(DateOnly.FromDayNumber(Tables.Monday + 40), anomaly.Day);
        Assert.InRange(anomaly.Expected, 55, 65);
        Assert.True(anomaly.BandHigh < anomaly.Value && anomaly.BandLow < anomaly.Expected && anomaly.Score > 4);
    }

    [Fact]
    public void Find_WeekendRhythm_IsNoAnomaly() => Assert.Empty(Omua.Analytics.Anomalies.Find(Tables.Of(true, Rows(-1)), ["campaign"]).Anomalies);

    [Fact]
    public void Find_FewDays_SaysSo()
    {
        var report = Omua.Analytics.Anomalies.Find(Tables.Of(true, Rows(-1).Take(10)), ["campaign"]);

        Assert.Empty(report.Anomalies);
        Assert.Contains("too few", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_SimulatedMarket_FindsThePlantedDayAndWastefulCampaign(int seed)
    {
        var market = MarketSimulation.Generate(seed);
        var planted = market.Truth.Anomalies[0];

        var report = Omua.Analytics.Anomalies.Find(market.ToTable(), ["campaign"]);

        Assert.Contains(report.Anomalies, anomaly => anomaly.Day == planted.Day && anomaly.Key["campaign"] == planted.Campaign && anomaly.Metric == planted.Metric);
        // The band of 4 standard deviations leaves few days of a quiet market outside.
        Assert.True(report.Anomalies.Count < report.DaysJudged * 0.003, $"{report.Anomalies.Count} of {report.DaysJudged}");
        Assert.Contains(Omua.Analytics.Waste.Find(market.ToTable(), ["campaign"]).Wasteful, segment => segment.Key["campaign"] == market.Truth.Campaigns.Single(campaign => campaign.IsWasteful).Campaign);
    }

    [Fact]
    public void Find_NoDays_IsRefused() => Assert.Equal(FaultCodes.NoDays, Tables.Code(() => Omua.Analytics.Anomalies.Find(Tables.Of(false, (0, "a", 1, 1, 1, 1)), [])));
}
