namespace Omua.Analytics.Tests;

public sealed class WasteTests
{
    // Przyborowski and Wilenski (1940): given 10 events in all over equal exposures, 1 against 9 has the two-sided p-value 2 * (1 + 10) / 2^10.
    [Fact]
    public void Poisson_OneAgainstNine_MatchesBinomial()
    {
        var (ratio, p) = RateComparison.Poisson(1, 5, 9, 5);

        Assert.Equal(2 * 11 / 1024.0, p, 9);
        Assert.Equal(1 / 9.0, ratio.Value!.Value, 12);
    }

    // Clopper-Pearson of 0 out of 10 at 95 %: the upper end is 1 - 0.025^(1/10) = 0.308498.
    [Fact]
    public void Poisson_NoEvent_HasClopperPearsonUpperEnd()
    {
        var interval = RateComparison.Poisson(0, 1, 10, 1).Ratio.Interval!.Value;

        Assert.Equal(0, interval.Low);
        Assert.Equal(0.308498 / (1 - 0.308498), interval.High, 4);
    }

    [Fact]
    public void Find_SegmentWithoutConversions_IsWastefulAndTinyOneIsTooSmall()
    {
        var table = Tables.Of(false,
            [.. Enumerable.Range(0, 20).Select(_ => (0, "good", 100.0, 50.0, 5.0, 100.0)), .. Enumerable.Range(0, 20).Select(_ => (0, "bad", 100.0, 10.0, 0.0, 0.0)), (0, "tiny", 5.0, 9.0, 0.0, 0.0)]);

        var report = Omua.Analytics.Waste.Find(table, ["campaign"]);

        var bad = Assert.Single(report.Wasteful);
        Assert.Equal("bad", bad.Key["campaign"]);
        Assert.Equal(200, bad.WastedSpend!.Value!.Value, 9);
        Assert.True(bad.WastedSpend.Interval!.Value.Low > 100);
        Assert.Contains(report.TooSmall, segment => segment.Key["campaign"] == "tiny" && segment.Note!.Contains("too small to judge", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_FewConversionsWorthMore_IsNoWaste()
    {
        var table = Tables.Of(false,
            [.. Enumerable.Range(0, 20).Select(_ => (0, "many", 100.0, 50.0, 50.0, 60.0)), .. Enumerable.Range(0, 20).Select(_ => (0, "dear", 100.0, 50.0, 5.0, 200.0))]);

        var report = Omua.Analytics.Waste.Find(table, ["campaign"]);

        Assert.Empty(report.Wasteful);
        Assert.Contains("revenue", report.Ordinary[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OneSegment_IsRefused() => Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => Omua.Analytics.Waste.Find(Tables.Of(false, (0, "a", 1, 1, 1, 1)), ["campaign"])));

    [Fact]
    public void Find_NoConversions_IsRefused() =>
        Assert.Equal(FaultCodes.ZeroTotal, Tables.Code(() => Omua.Analytics.Waste.Find(Tables.Of(false, (0, "a", 1, 1, 0, 1), (0, "b", 1, 1, 0, 1)), ["campaign"])));

    [Fact]
    public void Find_TwoCurrencies_IsRefused() => Assert.Equal(FaultCodes.MixedCurrencies, Tables.Code(() => Omua.Analytics.Waste.Find(Tables.OfTwoCurrencies(), ["campaign"])));

    [Fact]
    public void Find_UnknownDimension_IsRefused() =>
        Assert.Equal(FaultCodes.UnknownDimension, Tables.Code(() => Omua.Analytics.Waste.Find(Tables.Of(false, (0, "a", 1, 1, 1, 1)), ["age"])));
}
