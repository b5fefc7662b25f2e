namespace Omua.Analytics.Tests;

public sealed class RatioOfSumsTests
{
    // By hand: R = 12/6 = 2; residuals -1, 0, 1; var = (3/2)(2)/36 = 1/12; t(0.975, 2) = 4.302653; half = 4.302653 * sqrt(1/12) = 1.242069.
    [Fact]
    public void Delta_ThreeBlocks_MatchesHandComputation()
    {
        var estimate = RatioOfSums.Delta([1, 4, 7], [1, 2, 3]);

        Assert.Equal(2, estimate.Value);
        Assert.Equal(2 - 1.242069, estimate.Interval!.Value.Low, 5);
        Assert.Equal(2 + 1.242069, estimate.Interval.Value.High, 5);
    }

    [Fact]
    public void Bootstrap_SameSeed_GivesSameInterval()
    {
        double[] above = [3, 5, 2, 8, 6, 4], below = [1, 2, 1, 3, 2, 2];

        Assert.Equal(RatioOfSums.Bootstrap(above, below, seed: 4), RatioOfSums.Bootstrap(above, below, seed: 4));
    }

    [Fact]
    public void Bootstrap_ManyIndependentBlocks_IsNearTheDeltaInterval()
    {
        var random = new Random(5);
        double[] below = [.. Enumerable.Range(0, 200).Select(_ => 50 + 50 * random.NextDouble())];
        double[] above = [.. below.Select(value => value * (1 + random.NextDouble()))];
        var (delta, bootstrap) = (RatioOfSums.Delta(above, below).Interval!.Value, RatioOfSums.Bootstrap(above, below, blockLength: 1).Interval!.Value);

        Assert.Equal(delta.Low, bootstrap.Low, 0.02);
        Assert.Equal(delta.High, bootstrap.High, 0.02);
    }

    [Fact]
    public void Ratio_OneBlock_IsRefused() => Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => RatioOfSums.Delta([1], [1])));

    [Fact]
    public void Ratio_ZeroDenominator_IsRefused() => Assert.Equal(FaultCodes.ZeroTotal, Tables.Code(() => RatioOfSums.Bootstrap([1, 2], [0, 0])));
}
