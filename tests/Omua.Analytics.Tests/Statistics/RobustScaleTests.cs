namespace Omua.Analytics.Tests;

public sealed class RobustScaleTests
{
    // By hand: median of 1, 1, 2, 2, 4, 6, 9 is 2; deviations 1, 1, 0, 0, 2, 4, 7; their median is 1.
    [Fact]
    public void Mad_SevenValues_MatchesHandComputation()
    {
        Assert.Equal(2, RobustScale.Median([1, 1, 2, 2, 4, 6, 9]));
        Assert.Equal(1, RobustScale.Mad([1, 1, 2, 2, 4, 6, 9]));
    }

    [Fact]
    public void Median_EvenCount_IsMeanOfTheMiddle() => Assert.Equal(2.5, RobustScale.Median([4, 1, 2, 3]));

    [Fact]
    public void Median_NoValue_IsRefused() => Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => RobustScale.Median([])));
}
