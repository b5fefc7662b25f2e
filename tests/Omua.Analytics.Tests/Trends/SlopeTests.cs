namespace Omua.Analytics.Tests;

public sealed class SlopeTests
{
    // By hand: times 0..4, y = 1, 3, 2, 5, 4: Sxy = 8, Sxx = 10, slope 0.8.
    [Fact]
    public void OfLeastSquares_FiveValues_MatchesHandComputation() => Assert.Equal(0.8, Slope.OfLeastSquares([0, 1, 2, 3, 4], [1, 3, 2, 5, 4]).Value!.Value, 12);

    [Fact]
    public void OfLeastSquares_ExactLine_HasNoWidth()
    {
        var interval = Slope.OfLeastSquares([0, 1, 2, 3, 4, 5], [1, 3, 5, 7, 9, 11]).Interval!.Value;

        Assert.Equal(2, interval.Low, 9);
        Assert.Equal(2, interval.High, 9);
    }

    [Fact]
    public void OfLeastSquares_EqualTimes_IsRefused() => Assert.Equal(FaultCodes.NoVariation, Tables.Code(() => Slope.OfLeastSquares([1, 1, 1, 1], [1, 2, 3, 4])));

    [Fact]
    public void Of_NoDays_IsRefused() => Assert.Equal(FaultCodes.NoDays, Tables.Code(() => Omua.Analytics.Trends.Of(Tables.Of(false, (0, "a", 1, 1, 1, 1)), [])));

    [Fact]
    public void Of_GrowingCost_FindsSlopeAndChange()
    {
        var table = Tables.Of(true, Enumerable.Range(0, 70).Select(day => (day, "a", 10.0, 100.0 + day, 5.0, 200.0)));

        var cost = Omua.Analytics.Trends.Of(table, ["campaign"])[0].Metrics.Single(metric => metric.Metric == "cost");

        // A week's sum grows by 7 * 7 from one week to the next; 28 days on, the daily mean is 28 higher.
        Assert.Equal(49, cost.Slope.Value!.Value, 9);
        Assert.Equal(28, cost.Change!.Difference.Value!.Value, 9);
        Assert.True(cost.Change.Difference.Interval!.Value.Low > 0);
    }
}
