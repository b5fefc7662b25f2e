namespace Omua.Llm.Calling;

/// <summary>Adds usages part by part.</summary>
internal static class UsageSum
{
    public static LlmUsage Plus(this LlmUsage left, LlmUsage right) => new(left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens)
    {
        CachedInputTokens = left.CachedInputTokens + right.CachedInputTokens,
        CacheWriteTokens = left.CacheWriteTokens + right.CacheWriteTokens,
        ReasoningTokens = left.ReasoningTokens + right.ReasoningTokens,
        IsEstimated = left.IsEstimated || right.IsEstimated,
    };
}
