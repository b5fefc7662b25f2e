namespace Omua.Analytics;

/// <summary>What one group gets of a budget.</summary>
public sealed record GroupAllocation
{
    /// <summary>The dimension values of the group.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>The values of <see cref="Key"/> in one line.</summary>
    public string Label => Key.Count == 0 ? "all" : string.Join(" / ", Key.Values);

    /// <summary>The group's share of current spend times the budget; money for the period. Baselines sum exactly to the budget.</summary>
    public required decimal Baseline { get; init; }

    /// <summary>The amount proposed; money for the period. Amounts sum exactly to the budget.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The least amount allowed.</summary>
    public required decimal Lowest { get; init; }

    /// <summary>The largest amount allowed.</summary>
    public required decimal Highest { get; init; }

    /// <summary>Return of one more unit of money at the baseline.</summary>
    public required double MarginalAtBaseline { get; init; }

    /// <summary>Return of one more unit of money at the amount proposed.</summary>
    public required double MarginalAtAmount { get; init; }

    /// <summary>The effect of this group's change on the objective over the period, against its baseline.</summary>
    public required ExpectedEffect Effect { get; init; }

    /// <summary>Whether the amount, spread over the days of the period, is above every day seen.</summary>
    public required bool IsBeyondSeen { get; init; }

    /// <summary>What a reader must know; null where nothing is to be said.</summary>
    public string? Note { get; init; }
}
