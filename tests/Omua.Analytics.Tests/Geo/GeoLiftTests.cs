using MathNet.Numerics.Distributions;

namespace Omua.Analytics.Tests;

/// <summary>Panels are made here, so that weights and effect are known.</summary>
public sealed class GeoLiftTests
{
    private const int Before = 40;
    private static readonly DateTime Start = new(2025, 1, 6);

    // Eight places with paths of their own; "north" follows 0.6 a + 0.4 b, ten times as large, with little noise; from week 40 it gains what is said.
    private static GeoPanel Panel(int seed, double gain, int after = 10, double noise = 0.01)
    {
        var random = new Random(seed);
        var places = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var name in "abcdefgh")
        {
            var (level, path) = (0.0, new double[Before + after]);
            for (var week = 0; week < path.Length; week++)
            {
                level = 0.7 * level + 0.1 * Normal.Sample(random, 0, 1);
                path[week] = 100 * Math.Exp(level);
            }

            places[name.ToString()] = path;
        }

        double[] Index(string name) => [.. places[name].Select(value => value / places[name].Take(Before).Average())];
        var (a, b) = (Index("a"), Index("b"));
        places["north"] = [.. Enumerable.Range(0, Before + after).Select(week => 1000 * (0.6 * a[week] + 0.4 * b[week] + noise * Normal.Sample(random, 0, 1)) * (week >= Before ? 1 + gain : 1))];
        return new GeoPanel([.. Enumerable.Range(0, Before + after).Select(week => Start.AddDays(7 * week))], places);
    }

    private static readonly GeoOptions Options = new() { Treated = ["north"], From = Start.AddDays(7 * Before), Spend = 500 };

    [Fact]
    public void Estimate_KnownWeightsAndGain_FindsBoth()
    {
        var lift = GeoLift.Estimate(Panel(1, 0.15), Options);

        Assert.Equal(0.6, lift.Weights["a"], 0.06);
        Assert.Equal(0.4, lift.Weights["b"], 0.06);
        Assert.Equal(0.15, lift.RelativeEffect, 0.015);
        Assert.Equal(1.0 / 50, lift.ConformalP, 9);
        Assert.Equal(1.0 / 9, lift.PlaceboP, 9);
        Assert.InRange(lift.Effect, lift.EffectInterval.Low!.Value, lift.EffectInterval.High!.Value);
        Assert.True(lift.EffectInterval.Low > 0);
        Assert.Equal(lift.Effect / 500, lift.Return!.Value, 9);
    }

    [Fact]
    public void Estimate_NoNoise_IsExact()
    {
        var lift = GeoLift.Estimate(Panel(2, 0.2, noise: 0), Options);

        Assert.Equal(0.2, lift.RelativeEffect, 4);
        Assert.Equal(0.6, lift.Weights["a"], 3);
    }

    // With 40 panels and a true p that is uniform, more than 10 at or below 0.1 have a chance of 1 in 1,000.
    [Fact]
    public void Estimate_NothingHappened_RejectsAtItsRate()
    {
        var ps = Enumerable.Range(0, 40).Select(seed => GeoLift.Estimate(Panel(100 + seed, 0), Options with { Level = 0.5 }).ConformalP).ToList();

        Assert.True(ps.Count(p => p <= 0.1) <= 10, string.Join(" ", ps));
        Assert.True(ps.Average() > 0.3);
    }

    [Fact]
    public void Estimate_PlaceThatIsNotThere_IsRefused() => Assert.Equal(FaultCodes.PanelIncomplete, Tables.Code(() => GeoLift.Estimate(Panel(1, 0), Options with { Treated = ["west"] })));

    [Fact]
    public void Estimate_OneOtherPlace_IsRefused() =>
        Assert.Equal(FaultCodes.PanelIncomplete, Tables.Code(() => GeoLift.Estimate(Panel(1, 0), Options with { Treated = ["north", "a", "b", "c", "d", "e", "f", "g"] })));

    [Fact]
    public void Estimate_ShortBefore_IsRefused() => Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => GeoLift.Estimate(Panel(1, 0), Options with { From = Start.AddDays(7 * 5) })));

    [Fact]
    public void Estimate_NothingAfter_IsRefused() => Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => GeoLift.Estimate(Panel(1, 0), Options with { From = Start.AddDays(7 * 90) })));

    [Fact]
    public void Estimate_PlaceWithoutOutcome_IsRefused()
    {
        var panel = Panel(1, 0);
        Assert.Equal(FaultCodes.ZeroTotal, Tables.Code(() => GeoLift.Estimate(panel with { Places = panel.Places.ToDictionary(pair => pair.Key, pair => pair.Key == "c" ? (IReadOnlyList<double>)new double[50] : pair.Value) }, Options)));
    }
}
