namespace Omua.Analytics;

/// <summary>
/// Bounds of an allocation. A group's baseline is its share of current spend times the budget; its amount lies within baseline * (1 -+ <see cref="MaximumStep"/>), raised to its
/// floor and cut at its cap.
/// </summary>
public sealed record AllocationConstraints
{
    /// <summary>Largest move up or down from the baseline, as a share of it. Default 0.2; 0 to 1.</summary>
    public double MaximumStep { get; init; } = 0.2;

    /// <summary>Least amounts by label of the group, for the budget period. A floor above baseline * (1 + step) is a contradiction and makes the task infeasible.</summary>
    public IReadOnlyDictionary<string, decimal> Floors { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Largest amounts by label of the group, for the budget period. A cap below baseline * (1 - step) is a contradiction likewise.</summary>
    public IReadOnlyDictionary<string, decimal> Caps { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Groups that keep their share, whatever their curve says, by label with the reason: such as those whose conversions have stopped being counted. A label that is none of the groups says nothing.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Days that the budget is for. Default null: as many as it lasts at the current daily spend, so that the groups stay where their curves were measured.
    /// </summary>
    public double? PeriodDays { get; init; }

    /// <summary>
    /// Probability that a group whose marginal return is not identified must reach to be on one side of the return of all before it is moved. Default 0.95; 0.5 to 1.
    /// </summary>
    public double Certainty { get; init; } = 0.95;

    /// <summary>
    /// How much a group without a measured marginal return is given the benefit of the doubt: the quantile of what its return may be that it is judged by, so that it is tried and measured. Default null: it is judged
    /// by its mean and held unless <see cref="Certainty"/> is reached. 0.5 to below 1.
    /// </summary>
    public double? Exploration { get; init; }

    /// <summary>Least outcome for each unit of the whole budget (a return on ad spend, or conversions for money); where it cannot be reached within the bounds, the task is infeasible. Default null.</summary>
    public double? TargetReturn { get; init; }

    /// <summary>Decimal places of the currency. Default 2.</summary>
    public int Decimals { get; init; } = 2;
}
