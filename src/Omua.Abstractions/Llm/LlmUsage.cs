namespace Omua.Abstractions;

/// <summary>Tokens of one call. The four parts of input and output do not overlap, whatever the provider's own accounting does.</summary>
/// <param name="InputTokens">Input billed at the full price; cached and cache-write tokens not included.</param>
/// <param name="OutputTokens">Output, reasoning included.</param>
public sealed record LlmUsage(long InputTokens, long OutputTokens)
{
    /// <summary>Input read from the provider's cache.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Input written to the provider's cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>The part of <see cref="OutputTokens"/> that was reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Whether the figures are estimated because the provider reported none.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>All tokens.</summary>
    public long TotalTokens => InputTokens + CachedInputTokens + CacheWriteTokens + OutputTokens;

    /// <summary>No tokens.</summary>
    public static LlmUsage None { get; } = new(0, 0);
}
