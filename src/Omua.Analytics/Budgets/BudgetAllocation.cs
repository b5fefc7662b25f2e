namespace Omua.Analytics;

/// <summary>A budget split over groups so that the expected outcome is the largest that the bounds allow.</summary>
public sealed record BudgetAllocation
{
    /// <summary>Whether the bounds can be met. If not, <see cref="Groups"/> is empty and <see cref="Reason"/> says why.</summary>
    public bool IsFeasible => Reason is null;

    /// <summary>Why the bounds cannot be met; null where they can.</summary>
    public string? Reason { get; init; }

    /// <summary>The budget; money for the period.</summary>
    public required decimal Budget { get; init; }

    /// <summary>The outcome that is maximised: <c>revenue</c> or <c>conversions</c>.</summary>
    public required string Objective { get; init; }

    /// <summary>Days that the budget is spread over; null where the curves carry no days.</summary>
    public double? PeriodDays { get; init; }

    /// <summary>What each group gets, in the order of the curves.</summary>
    public IReadOnlyList<GroupAllocation> Groups { get; init; } = [];

    /// <summary>The common marginal return (Lagrange multiplier) of the groups that are not at a bound; outcome per money. Null where infeasible.</summary>
    public double? MarginalReturn { get; init; }

    /// <summary>
    /// The effect of all changes together on the objective over the period, against the baseline shares, less what choosing the best on estimates
    /// flatters it by (optimism bootstrap), so that it is a little below the sum of the groups' own effects. The ends are null where a group is moved whose marginal return the data
    /// does not identify: the middle then stands on a constant return, and diminishing returns would make it smaller.
    /// </summary>
    public ExpectedEffect? Effect { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Splits a budget over curves: maximise sum of outcomes subject to sum of amounts = budget and the bounds of each group. The outcomes are concave, so the split at which
    /// all groups between their bounds have the same marginal return is the best one (Karush-Kuhn-Tucker); the return is found by bisection, then amounts are rounded to the smallest
    /// unit of money by largest remainder and sum exactly to the budget.
    /// </summary>
    /// <param name="curves">Curves of one fit, one for each group.</param>
    /// <param name="budget">Money for the period, above 0, in whole units of the smallest money.</param>
    /// <param name="constraints">Bounds; default <see cref="AllocationConstraints"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a budget or bound that cannot be, <see cref="FaultCodes.TooFewObservations"/> without curves.</exception>
    public static BudgetAllocation Allocate(IReadOnlyList<ResponseCurve> curves, decimal budget, AllocationConstraints? constraints = null) =>
        new AllocationTask(curves, budget, constraints ?? new AllocationConstraints()).Solve();
}
