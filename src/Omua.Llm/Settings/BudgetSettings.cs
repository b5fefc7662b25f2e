namespace Omua.Llm.Settings;

/// <summary>What may be spent on models, in <see cref="LlmSettings.Currency"/>. With either limit set, a model without a price is not called.</summary>
internal sealed record BudgetSettings : IValidated
{
    private const decimal Most = 1_000_000_000;

    /// <summary>For one run; null is no limit.</summary>
    public decimal? Run { get; init; }

    /// <summary>For one day (UTC), all runs and processes on one store together; null is no limit.</summary>
    public decimal? Day { get; init; }

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Run, 0, Most).Between(Day, 0, Most);
}
