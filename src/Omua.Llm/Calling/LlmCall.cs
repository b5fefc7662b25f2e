namespace Omua.Llm.Calling;

/// <summary>One call on its way through the stages. A stage that changes it passes a changed copy on.</summary>
internal sealed record LlmCall
{
    public required IReadOnlyList<LlmMessage> Messages { get; init; }

    /// <summary>With a limit of output tokens, always.</summary>
    public required LlmOptions Options { get; init; }

    public required LlmRun Run { get; init; }

    /// <summary>What the call has taken so far, all its rounds and attempts together. Shared by the copies.</summary>
    public required CallSpend Spend { get; init; }

    public required Deadline Deadline { get; init; }

    /// <summary>Mends a structured answer before it is checked; null takes it as it comes.</summary>
    public Func<JsonNode, JsonNode>? Mend { get; init; }

    /// <summary>The part of the budget that is held for it; null above the budget.</summary>
    public Budgets.Reservation? Reservation { get; init; }
}
