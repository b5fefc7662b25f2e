namespace Omua.Analytics;

/// <summary>How lifetime value is computed.</summary>
public sealed record LifetimeValueOptions
{
    /// <summary>Whether Pareto/NBD foretells purchases; default no, and BG/NBD does.</summary>
    public bool IsPareto { get; init; }

    /// <summary>The last day that the model is fitted to for validation; default null: half of the days.</summary>
    public DateOnly? CalibrationEnd { get; init; }

    /// <summary>Weeks that value is foretold for; above 0. Default 52.</summary>
    public double HorizonWeeks { get; init; } = 52;

    /// <summary>The dimension by which acquired customers are grouped, as their first purchase has it; default null: the month of the first purchase.</summary>
    public string? By { get; init; }

    /// <summary>What money is discounted by in a year; ratio, 0 to below 1. Default 0: none. What was paid already is not discounted.</summary>
    public double DiscountRate { get; init; }

    /// <summary>Confidence level of the intervals of values. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>What it cost to acquire a customer, in money; by group, or for all under the empty name. Default none.</summary>
    public IReadOnlyDictionary<string, double> AcquisitionCosts { get; init; } = new Dictionary<string, double>();
}
