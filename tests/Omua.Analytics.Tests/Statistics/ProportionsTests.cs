namespace Omua.Analytics.Tests;

public sealed class ProportionsTests
{
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, table I, method 3 (score).
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_PublishedVector_MatchesToFourPlaces(double successes, double trials, double low, double high)
    {
        var interval = Proportions.Wilson(successes, trials).Interval!.Value;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    // Newcombe (1998), "Interval estimation for the difference between independent proportions", table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    public void Difference_PublishedVector_MatchesToFourPlaces(double x1, double n1, double x2, double n2, double low, double high)
    {
        var interval = Proportions.Difference(x1, n1, x2, n2).Interval!.Value;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Wilson_NoTrials_IsRefused() =>
        Assert.Equal(FaultCodes.ZeroTotal, Assert.Throws<FaultException>(() => Proportions.Wilson(0, 0)).Faults[0].Code);

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(double.NaN, 10)]
    public void Wilson_SuccessesOutOfRange_IsRefused(double successes, double trials) =>
        Assert.Equal(FaultCodes.FigureOutOfRange, Assert.Throws<FaultException>(() => Proportions.Wilson(successes, trials)).Faults[0].Code);
}
