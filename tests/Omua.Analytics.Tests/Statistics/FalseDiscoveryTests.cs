namespace Omua.Analytics.Tests;

public sealed class FalseDiscoveryTests
{
    // By hand, in rising order: 0.01*4/1, min(0.02*4/2, ...), 0.03*4/3, 0.5*4/4.
    [Fact]
    public void BenjaminiHochberg_FourValues_MatchesHandComputation()
    {
        var adjusted = FalseDiscovery.BenjaminiHochberg([0.5, 0.01, 0.03, 0.02]);

        Assert.Equal([0.5, 0.04, 0.04, 0.04], adjusted.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void BenjaminiHochberg_NotAProbability_IsRefused() => Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => FalseDiscovery.BenjaminiHochberg([1.5])));
}
