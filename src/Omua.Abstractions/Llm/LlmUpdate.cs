namespace Omua.Abstractions;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Content">The text that this piece adds.</param>
/// <param name="FinishReason">On the last piece only.</param>
/// <param name="Usage">On the last piece only.</param>
/// <param name="Model">The model, where known.</param>
public sealed record LlmUpdate(string Content, LlmFinishReason? FinishReason = null, LlmUsage? Usage = null, string? Model = null)
{
    /// <summary>Complete tool calls that this piece adds.</summary>
    public IReadOnlyList<LlmToolCall> ToolCalls { get; init; } = [];

    /// <summary>What it cost, all attempts and repairs included; on the last piece only; null where no price is configured. Filled in by the host.</summary>
    public Money? Cost { get; init; }

    /// <summary>The backend that answered. Filled in by the host.</summary>
    public string? Backend { get; init; }

    /// <summary>A whole answer as one piece.</summary>
    public static LlmUpdate Whole(LlmResponse response) => new(response.Content, response.FinishReason, response.Usage, response.Model)
    {
        ToolCalls = response.ToolCalls, Cost = response.Cost, Backend = response.Backend,
    };
}
