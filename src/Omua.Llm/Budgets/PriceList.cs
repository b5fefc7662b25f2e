using Omua.Llm.Settings;

namespace Omua.Llm.Budgets;

/// <summary>What models cost.</summary>
internal sealed class PriceList(IReadOnlyDictionary<string, PriceSettings> prices)
{
    private const decimal Million = 1_000_000m;

    private readonly List<(string Prefix, PriceSettings Price)> _prefixes =
        [.. prices.Where(price => price.Key.EndsWith('*')).Select(price => (price.Key[..^1], price.Value)).OrderByDescending(price => price.Item1.Length)];

    /// <summary>The price of a model: its own, or that of the longest <c>prefix*</c>; null where it is unknown.</summary>
    public PriceSettings? Of(string? model)
    {
        if (model is null)
        {
            return null;
        }

        if (prices.TryGetValue(model, out var exact))
        {
            return exact;
        }

        foreach (var (prefix, price) in _prefixes)
        {
            if (model.StartsWith(prefix, StringComparison.Ordinal))
            {
                return price;
            }
        }

        return null;
    }

    /// <summary>What a usage costs.</summary>
    public static decimal Cost(PriceSettings price, LlmUsage usage) =>
        ((usage.InputTokens * price.Input) + (usage.CachedInputTokens * (price.CachedInput ?? price.Input)) + (usage.CacheWriteTokens * (price.CacheWrite ?? price.Input))
            + (usage.OutputTokens * price.Output)) / Million;

    /// <summary>What a call can cost at most: all input at its dearest, and all the output that it may have.</summary>
    public static decimal Worst(PriceSettings price, long inputTokens, long outputTokens) =>
        ((inputTokens * Math.Max(price.Input, Math.Max(price.CachedInput ?? 0, price.CacheWrite ?? 0))) + (outputTokens * price.Output)) / Million;
}
