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
}
