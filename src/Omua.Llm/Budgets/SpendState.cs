using System.Text.Json;
using Omua.Llm.Calling;

namespace Omua.Llm.Budgets;

/// <summary>How an account stands.</summary>
internal sealed record SpendState
{
    /// <summary>Spent, in the currency of the configuration.</summary>
    public decimal Cost { get; init; }

    /// <summary>The part of <see cref="Cost"/> that was taken as the worst case.</summary>
    public decimal Unknown { get; init; }

    /// <summary>Held for calls under way. What a process that died held stays here and counts as spent.</summary>
    public decimal Reserved { get; init; }

    public long Calls { get; init; }

    /// <summary>Calls of models without a price; they are in no cost.</summary>
    public long UnpricedCalls { get; init; }

    public LlmUsage Usage { get; init; } = LlmUsage.None;

    public SpendState With(SpendEntry entry) => this with
    {
        Cost = Cost + (entry.Cost ?? 0),
        Unknown = Unknown + entry.Unknown,
        Calls = Calls + 1,
        UnpricedCalls = UnpricedCalls + (entry.Cost is null ? 1 : 0),
        Usage = Usage.Plus(entry.Usage),
    };

    public string ToJson() => new JsonObject
    {
        ["cost"] = Cost,
        ["unknown"] = Unknown,
        ["reserved"] = Reserved,
        ["calls"] = Calls,
        ["unpriced_calls"] = UnpricedCalls,
        ["input_tokens"] = Usage.InputTokens,
        ["cached_input_tokens"] = Usage.CachedInputTokens,
        ["cache_write_tokens"] = Usage.CacheWriteTokens,
        ["output_tokens"] = Usage.OutputTokens,
        ["reasoning_tokens"] = Usage.ReasoningTokens,
        ["estimated"] = Usage.IsEstimated,
    }.ToJsonString();

    public static SpendState Read(string json)
    {
        var fields = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A spend account is a JSON object.");
        return new SpendState
        {
            Cost = (decimal)fields["cost"]!,
            Unknown = (decimal)fields["unknown"]!,
            Reserved = (decimal)fields["reserved"]!,
            Calls = (long)fields["calls"]!,
            UnpricedCalls = (long)fields["unpriced_calls"]!,
            Usage = new LlmUsage((long)fields["input_tokens"]!, (long)fields["output_tokens"]!)
            {
                CachedInputTokens = (long)fields["cached_input_tokens"]!,
                CacheWriteTokens = (long)fields["cache_write_tokens"]!,
                ReasoningTokens = (long)fields["reasoning_tokens"]!,
                IsEstimated = (bool)fields["estimated"]!,
            },
        };
    }
}
