namespace Omua.Analytics.Tests;

public sealed class MixTransformTests
{
    // README of the reference data, "mmm", function vectors.
    [Fact]
    public void Geometric_PublishedVector_IsMet() => Assert.Equal([100, 150, 175, 187.5, 193.75], Adstock.Geometric([100, 100, 100, 100, 100], 0.5));

    // README of the reference data, "mmm", function vectors.
    [Fact]
    public void Hill_PublishedVector_IsMet()
    {
        double[] published = [0.5, 0.7714285714, 0.8308811094, 0.8727573483, 0.8888888889];
        Assert.All(Saturation.Hill([100, 150, 170, 190, 200], 3, 0.5).Zip(published), pair => Assert.Equal(pair.Second, pair.First, 10));
    }

    // The first rows of mmm_roas_data state x1, its carry-over (0.3, reach 4, normalised) and its logistic saturation (rate 1).
    [Fact]
    public void GeometricAndLogistic_ColumnsOfTheRoasData_AreMet()
    {
        var carried = Adstock.Geometric([0.6465536753530698, 1.4119166234502867, 0.837610371189355], 0.3, 4, isNormalised: true);

        Assert.Equal(0.45628346884479165, carried[0], 12);
        Assert.Equal(1.1332976189528634, carried[1], 12);
        Assert.Equal(0.22426428437478593, Saturation.Logistic(carried, 1)[0], 12);
    }

    [Fact]
    public void Geometric_Reach_ForgetsWhatIsOlder() => Assert.Equal([8, 4, 2, 0, 0], Adstock.Geometric([8, 0, 0, 0, 0], 0.5, 3));

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Geometric_DecayOutOfRange_IsRefused(double decay) => Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => Adstock.Geometric([1], decay)));

    [Fact]
    public void Hill_NoSpend_IsRefused() => Assert.Equal(FaultCodes.ZeroTotal, Tables.Code(() => Saturation.Hill([0, 0], 1, 0.5)));
}
