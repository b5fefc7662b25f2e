namespace Omua.Llm.Budgets;

/// <summary>What one call took.</summary>
/// <param name="Usage">The tokens of all its attempts.</param>
/// <param name="Cost">What they cost; null where a model has no price.</param>
/// <param name="Unknown">The part of the cost that is the worst case, because the provider did not say what it took.</param>
internal sealed record SpendEntry(LlmUsage Usage, decimal? Cost, decimal Unknown);
