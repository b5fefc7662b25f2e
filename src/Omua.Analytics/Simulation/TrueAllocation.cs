namespace Omua.Analytics;

/// <summary>What is best in truth, and what an allocation is worth in truth.</summary>
/// <param name="Amounts">The best amounts by campaign; money for the period.</param>
/// <param name="BestGain">True expected revenue of the best amounts minus that of the baselines; money for the period.</param>
/// <param name="Gain">True expected revenue of the allocation given minus that of the baselines; money for the period.</param>
public sealed record TrueAllocation(IReadOnlyDictionary<string, double> Amounts, double BestGain, double Gain);
