namespace Omua.Analytics;

/// <summary>Customers who were acquired together.</summary>
/// <param name="Key">The group: <c>cohort = 1997-01</c>, or <c>channel = paid_search</c>.</param>
/// <param name="Customers">How many.</param>
/// <param name="Revenue">What they have paid so far; money.</param>
/// <param name="ExpectedPurchases">Purchases that they are expected to make within the horizon.</param>
/// <param name="ExpectedRevenue">What they are expected to pay within the horizon; money, null without a model of amounts.</param>
/// <param name="Alive">Expected number that are still customers.</param>
public sealed record CohortValue(IReadOnlyDictionary<string, string> Key, int Customers, double Revenue, double ExpectedPurchases, double? ExpectedRevenue, double Alive)
{
    /// <summary>(revenue so far + expected) / customers; money for each customer acquired. Null without a model of amounts.</summary>
    public double? LifetimeValue => ExpectedRevenue is { } expected ? (Revenue + expected) / Customers : null;

    /// <summary>
    /// Interval of <see cref="LifetimeValue"/>: mean over the customers of the group with Student's t. It says how much other customers of the same kind would differ; how far the model itself is off,
    /// the holdout shows. Null below 8 customers or without a model of amounts.
    /// </summary>
    public Interval? LifetimeValueInterval { get; init; }

    /// <summary>
    /// Weeks after acquisition in which mean revenue, foretold beyond the weeks seen, reaches the cost; null where it does not within the horizon, where it did within the weeks seen (<see cref="PaybackWeeks"/>), or
    /// no cost was given.
    /// </summary>
    public int? ExpectedPaybackWeeks { get; init; }

    /// <summary>What it cost to acquire one; null where not given.</summary>
    public double? AcquisitionCost { get; init; }

    /// <summary>LTV : CAC; ratio.</summary>
    public double? ValueToCost => AcquisitionCost is > 0 ? LifetimeValue / AcquisitionCost : null;

    /// <summary>Weeks after which the customers had paid back what they cost, on average; null where they have not within the weeks seen, or no cost was given.</summary>
    public int? PaybackWeeks { get; init; }
}
