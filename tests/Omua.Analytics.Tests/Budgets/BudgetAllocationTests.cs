using CsCheck;

namespace Omua.Analytics.Tests;

public sealed class BudgetAllocationTests
{
    private static readonly Gen<ResponseCurve> Curves = Gen.Select(Gen.Double[1, 5000], Gen.Double[0.05, 10], Gen.Double[0.1, 1], Gen.Int[0, 1_000_000], (spend, rate, exponent, id) => Curve($"g{id}", spend, rate, exponent));

    private static ResponseCurve Curve(string name, double spend, double rate, double exponent, bool isIdentified = true) => new()
    {
        Key = new Dictionary<string, string> { ["campaign"] = name },
        Objective = MeasureNames.Revenue,
        RowCount = 100,
        Window = new DateRange(new DateOnly(2025, 1, 1), new DateOnly(2025, 4, 1)),
        CurrentSpend = spend,
        CurrentOutcome = spend * rate,
        AverageReturn = rate,
        Exponent = exponent,
        IsIdentified = isIdentified,
        LargestSpend = spend * 1.1,
        Draws = [new CurveDraw(rate * 0.9, exponent), new CurveDraw(rate, exponent), new CurveDraw(rate * 1.1, exponent)],
    };

    [Fact]
    public void Allocate_AnyCurves_SumsExactlyWithinBoundsAndMeetsKuhnTucker() =>
        Gen.Select(Curves.Array[1, 12], Gen.Int[1_000, 100_000_000], Gen.Double[0, 0.9]).Sample((drawn, cents, step) =>
        {
            var curves = drawn.DistinctBy(curve => curve.Label).ToList();
            var budget = cents / 100m;
            var allocation = BudgetAllocation.Allocate(curves, budget, new AllocationConstraints { MaximumStep = step });

            Assert.True(allocation.IsFeasible, allocation.Reason);
            Assert.Equal(budget, allocation.Groups.Sum(group => group.Amount));
            Assert.Equal(budget, allocation.Groups.Sum(group => group.Baseline));
            Assert.All(allocation.Groups, group => Assert.InRange(group.Amount, group.Lowest, group.Highest));
            // Raising a group that has room must not beat lowering one that has: marginal returns cross nowhere by more than 0.1 % (and the rounding of a cent).
            var room = allocation.Groups.Where(group => group.Highest - group.Amount >= 0.02m && group.Amount > 100).Select(group => group.MarginalAtAmount).DefaultIfEmpty(0).Max();
            var spare = allocation.Groups.Where(group => group.Amount - group.Lowest >= 0.02m && group.Amount > 100).Select(group => group.MarginalAtAmount).DefaultIfEmpty(double.MaxValue).Min();
            Assert.True(room <= spare * 1.001, $"{room} > {spare}");
            Assert.True(allocation.Effect!.Mid >= -0.05 * curves.Max(curve => curve.AverageReturn), $"{allocation.Effect}");
        }, iter: 300);

    // Two equal power curves with b = 0.5 and returns 2:1 meet where amounts stand 4:1 ((r1/r2)^(1/(1-b))): 100 * 1.6 and 100 * 0.4 of a budget of 200.
    [Fact]
    public void Allocate_TwoSquareRoots_MatchesClosedForm()
    {
        var allocation = BudgetAllocation.Allocate(
            [Curve("a", 100, 2, 0.5), Curve("b", 100, 1, 0.5)], 200m, new AllocationConstraints { MaximumStep = 1 });

        Assert.Equal([160.00m, 40.00m], allocation.Groups.Select(group => group.Amount));
        // 200 sqrt(1.6) + 100 sqrt(0.4) - 300, by hand.
        Assert.Equal(200 * Math.Sqrt(1.6) + 100 * Math.Sqrt(0.4) - 300, allocation.Effect!.Mid!.Value, 6);
        Assert.True(allocation.Groups[0].IsBeyondSeen);
    }

    [Fact]
    public void Allocate_CurveThatIsNoNumber_IsRefusedByName()
    {
        var refused = Assert.Throws<FaultException>(() => BudgetAllocation.Allocate([Curve("a", 100, 3, 0.8), Curve("b", 100, 1, double.NaN)], 200m));
        Assert.Equal(FaultCodes.FigureOutOfRange, refused.Faults[0].Code);
        Assert.Contains("the curve of 'b'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocate_GroupThatIsHeld_KeepsItsShareWithTheReason()
    {
        var allocation = BudgetAllocation.Allocate(
            [Curve("a", 100, 3, 0.8), Curve("b", 100, 1, 0.5), Curve("c", 100, 2, 0.5)], 300m, new AllocationConstraints { Held = new Dictionary<string, string> { ["a"] = "its tag is broken", ["gone"] = "says nothing" } });

        Assert.Equal((100m, 80m, 120m), (allocation.Groups[0].Amount, allocation.Groups[1].Amount, allocation.Groups[2].Amount));
        Assert.Equal("held at its share: its tag is broken", allocation.Groups[0].Note);
    }

    [Fact]
    public void Allocate_FloorsAboveBudget_SaysInfeasibleAndWhy()
    {
        var allocation = BudgetAllocation.Allocate(
            [Curve("a", 100, 2, 0.5), Curve("b", 100, 1, 0.5)], 200m,
            new AllocationConstraints { Floors = new Dictionary<string, decimal> { ["a"] = 110m, ["b"] = 110m } });

        Assert.False(allocation.IsFeasible);
        Assert.Contains("220.00", allocation.Reason, StringComparison.Ordinal);
        Assert.Empty(allocation.Groups);
    }

    [Fact]
    public void Allocate_CapsBelowBudget_SaysInfeasibleAndWhy()
    {
        var allocation = BudgetAllocation.Allocate(
            [Curve("a", 100, 2, 0.5), Curve("b", 100, 1, 0.5)], 200m,
            new AllocationConstraints { Caps = new Dictionary<string, decimal> { ["a"] = 90m, ["b"] = 90m } });

        Assert.Contains("below the budget", allocation.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocate_FloorAboveStep_NamesTheGroup() =>
        Assert.Contains("'a'", BudgetAllocation.Allocate(
            [Curve("a", 100, 2, 0.5), Curve("b", 100, 1, 0.5)], 200m,
            new AllocationConstraints { Floors = new Dictionary<string, decimal> { ["a"] = 150m } }).Reason, StringComparison.Ordinal);

    [Fact]
    public void Allocate_MarginalNotIdentified_GivesNoInterval()
    {
        var allocation = BudgetAllocation.Allocate([Curve("a", 100, 2, 1, isIdentified: false), Curve("b", 100, 1, 1, isIdentified: false)], 200m);

        Assert.Equal([120m, 80m], allocation.Groups.Select(group => group.Amount));
        Assert.Null(allocation.Effect!.Low);
        Assert.Equal(20, allocation.Effect.Mid!.Value, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Allocate_BudgetNotAboveZero_IsRefused(int budget) =>
        Assert.Equal(FaultCodes.FigureOutOfRange, Assert.Throws<FaultException>(() => BudgetAllocation.Allocate([Curve("a", 1, 1, 1)], budget)).Faults[0].Code);

    [Fact]
    public void Allocate_FractionOfACent_IsRefused() =>
        Assert.Throws<FaultException>(() => BudgetAllocation.Allocate([Curve("a", 1, 1, 1)], 10.005m));
}
