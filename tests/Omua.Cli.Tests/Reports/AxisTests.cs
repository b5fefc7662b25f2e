using Omua.Cli.Reports.Charts;

namespace Omua.Cli.Tests.Reports;

public sealed class AxisTests
{
    [Theory]
    [InlineData(new[] { 0.0, 97.0 }, 0, 100)]
    [InlineData(new[] { 1.2, 1.53 }, 0, 2)]
    [InlineData(new[] { -3.0, 8.0 }, -5, 10)]
    [InlineData(new double[0], 0, 1)]
    [InlineData(new[] { double.NaN, 4e6 }, 0, 4e6)]
    public void FromZero_Values_GivesRoundEndsThatHoldThem(double[] values, double min, double max)
    {
        var axis = Axis.FromZero(values);

        Assert.Equal(min, axis.Min, 9);
        Assert.Equal(max, axis.Max, 9);
        Assert.Contains(axis.Ticks, tick => Math.Abs(tick) < 1e-12);
    }
}
