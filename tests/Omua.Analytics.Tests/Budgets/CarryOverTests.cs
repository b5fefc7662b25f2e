namespace Omua.Analytics.Tests;

public sealed class CarryOverTests
{
    // Spend jumps by day; half of a day's effect comes later. Outcome is the square root of the carried spend.
    private static PerformanceTable Carried(double decay, int days = 168, double late = 1)
    {
        var (random, left, rows) = (new Random(5), 100.0, new List<(int, string, double, double, double, double)>());
        for (var day = 0; day < days; day++)
        {
            var cost = (day >= days - 28 ? late : 1) * (50 + 150 * random.NextDouble());
            left = decay * left + (1 - decay) * cost;
            rows.Add((day, "a", 10, cost, 5, 20 * Math.Sqrt(left) * Math.Exp(0.02 * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1))));
        }

        return Tables.Of(true, rows);
    }

    [Fact]
    public void Fit_CarryOver_IsFoundAndLeavesTheExponentRight()
    {
        var with = ResponseCurve.Fit(Carried(0.5), ["campaign"])[0];
        var without = ResponseCurve.Fit(Carried(0.5), ["campaign"], new ResponseOptions { Decays = [] })[0];

        Assert.Equal(0.5, with.Decay);
        Assert.Equal(0.5, with.Exponent, 0.05);
        Assert.True(Math.Abs(without.Exponent - 0.5) > Math.Abs(with.Exponent - 0.5), $"{without.Exponent} and {with.Exponent}");
    }

    [Fact]
    public void Fit_NoCarryOver_TakesNone() => Assert.Equal(0, ResponseCurve.Fit(Carried(0), ["campaign"])[0].Decay);

    [Fact]
    public void Fit_CurrentDays_ReadsTheSaturatingCurveAtTheSpendOfTheLastDays()
    {
        var whole = ResponseCurve.Fit(Carried(0, late: 0.5), ["campaign"])[0];
        var recent = ResponseCurve.Fit(Carried(0, late: 0.5), ["campaign"], new ResponseOptions { CurrentDays = 28 })[0];

        Assert.True(recent.CurrentSpend < 0.7 * whole.CurrentSpend);
        // x / (h + x) through the window's mean with the elasticity h / (h + x) measured there, by hand.
        var half = whole.CurrentSpend * whole.Exponent / (1 - whole.Exponent);
        Assert.Equal(half / (half + recent.CurrentSpend), recent.Exponent, 12);
        Assert.Equal(whole.CurrentOutcome * (half + whole.CurrentSpend) / whole.CurrentSpend * recent.CurrentSpend / (half + recent.CurrentSpend), recent.CurrentOutcome, 6);
        Assert.True(recent.ExponentInterval!.Value.Contains(recent.Exponent));
        Assert.True(recent.MarginalReturn > whole.MarginalReturn);
    }

    [Fact]
    public void Allocate_Exploration_TriesWhatHasLittleDataAndSaysSo()
    {
        var rows = Enumerable.Range(0, 84).SelectMany(day => new[] { (day, "old", 10.0, 100.0 + day * 37 % 29, 5.0, 200.0 + day * 13 % 17), (day, "young", 1.0, day % 21 == 0 ? 20.0 : 0, day % 21 == 0 ? 1.0 : 0, day == 42 ? 200.0 : 0) });
        var curves = ResponseCurve.Fit(Tables.Of(true, rows), ["campaign"]);

        var held = BudgetAllocation.Allocate(curves, 1000m).Groups.Single(group => group.Label == "young");
        var tried = BudgetAllocation.Allocate(curves, 1000m, new AllocationConstraints { Exploration = 0.9 }).Groups.Single(group => group.Label == "young");

        Assert.Equal(held.Baseline, held.Amount);
        Assert.True(tried.Amount > tried.Baseline);
        Assert.Contains("tried on what its return may be", tried.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocate_TargetOutOfReach_SaysWhatIsReached()
    {
        var curves = ResponseCurve.Fit(Carried(0), ["campaign"]);
        var allocation = BudgetAllocation.Allocate(curves, 100m, new AllocationConstraints { TargetReturn = 1e6 });

        Assert.False(allocation.IsFeasible);
        Assert.Contains("below the target", allocation.Reason, StringComparison.Ordinal);
    }
}
