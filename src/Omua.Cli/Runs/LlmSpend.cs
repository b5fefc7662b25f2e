using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Llm.Budgets;

namespace Omua.Cli.Runs;

/// <summary>What models took, for documents and for people.</summary>
internal sealed record LlmSpend(SpendState State, string Currency)
{
    /// <summary>The account of a run; null where it called no model.</summary>
    public static Task<SpendState?> OfRunAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        SpendLedger.OfRunAsync(documents, runId, cancellationToken);

    public JsonObject Json => new()
    {
        ["calls"] = State.Calls,
        ["input_tokens"] = State.Usage.InputTokens,
        ["cached_input_tokens"] = State.Usage.CachedInputTokens,
        ["cache_write_tokens"] = State.Usage.CacheWriteTokens,
        ["output_tokens"] = State.Usage.OutputTokens,
        ["reasoning_tokens"] = State.Usage.ReasoningTokens,
        ["estimated"] = State.Usage.IsEstimated,
        ["cost"] = State.Cost,
        ["cost_assumed"] = State.Unknown,
        ["currency"] = Currency,
        ["unpriced_calls"] = State.UnpricedCalls,
    };

    public string Words()
    {
        if (State.Calls == 0)
        {
            return "no calls";
        }

        var priced = State.UnpricedCalls < State.Calls ? string.Create(CultureInfo.InvariantCulture, $", {State.Cost:0.####} {Currency}") : "";
        var assumed = State.Unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({State.Unknown:0.####} of it the most that unanswered calls can have cost)") : "";
        var unpriced = State.UnpricedCalls > 0 ? $", {State.UnpricedCalls} without a price" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{State.Calls} {(State.Calls == 1 ? "call" : "calls")}, {State.Usage.TotalTokens:#,##0} tokens{(State.Usage.IsEstimated ? " (estimated)" : "")}{priced}{assumed}{unpriced}");
    }
}
