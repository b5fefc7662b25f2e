namespace Omua.Llm.Settings;

/// <summary>What may be spent on models, in <see cref="LlmSettings.Currency"/>. With either limit set, a model without a price is not called.</summary>
internal sealed record BudgetSettings
{
    /// <summary>For one run; null is no limit.</summary>
    public decimal? Run { get; init; }

    /// <summary>For one day (UTC), all runs and processes on one store together; null is no limit.</summary>
    public decimal? Day { get; init; }

    public IEnumerable<OptionFault> Validate(string key)
    {
        foreach (var (name, limit) in new[] { ("run", Run), ("day", Day) })
        {
            if (limit is < 0 or > 1_000_000_000)
            {
                yield return new OptionFault($"{key}:{name}", $"is {limit}; use 0 to 1000000000");
            }
        }
    }
}
