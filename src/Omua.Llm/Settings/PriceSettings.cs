namespace Omua.Llm.Settings;

/// <summary>What a model costs, for a million tokens each, in <see cref="LlmSettings.Currency"/>. A model of one's own is priced at 0.</summary>
internal sealed record PriceSettings : IValidated
{
    private const decimal Most = 1_000_000;

    /// <summary>Input at the full price.</summary>
    public required decimal Input { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>Input read from the provider's cache; null takes <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Input written to the provider's cache; null takes <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Input, 0, Most).Between(Output, 0, Most).Between(CachedInput, 0, Most).Between(CacheWrite, 0, Most);
}
