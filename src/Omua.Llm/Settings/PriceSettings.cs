namespace Omua.Llm.Settings;

/// <summary>What a model costs, for a million tokens each, in <see cref="LlmSettings.Currency"/>. A model of one's own is priced at 0.</summary>
internal sealed record PriceSettings
{
    /// <summary>Input at the full price.</summary>
    public required decimal Input { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>Input read from the provider's cache; null takes <see cref="Input"/>.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Input written to the provider's cache; null takes <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    public IEnumerable<OptionFault> Validate(string key)
    {
        foreach (var (name, price) in new[] { ("input", Input), ("output", Output), ("cached_input", CachedInput ?? 0), ("cache_write", CacheWrite ?? 0) })
        {
            if (price is < 0 or > 1_000_000)
            {
                yield return new OptionFault($"{key}:{name}", $"is {price}; use 0 to 1000000, for a million tokens");
            }
        }
    }
}
