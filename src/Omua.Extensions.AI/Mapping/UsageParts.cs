using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>Splits a usage report, in which cached input counts as input, into parts that do not overlap.</summary>
internal static class UsageParts
{
    public static LlmUsage Of(UsageDetails details)
    {
        var (input, cached, written) = (details.InputTokenCount ?? 0, details.CachedInputTokenCount ?? 0, Written(details));
        return new LlmUsage(Math.Max(0, input - cached - written), details.OutputTokenCount ?? 0)
        {
            CachedInputTokens = cached,
            CacheWriteTokens = written,
            ReasoningTokens = details.ReasoningTokenCount ?? 0,
            // No answer takes no tokens: a client that says so was told nothing.
            IsEstimated = details.InputTokenCount is null or 0 || details.OutputTokenCount is null,
        };
    }

    private static long Written(UsageDetails details) => (details.AdditionalCounts ?? [])
        .Where(count => count.Key.Replace("_", "", StringComparison.Ordinal).Equals("cachecreationinputtokens", StringComparison.OrdinalIgnoreCase))
        .Sum(count => count.Value);
}
