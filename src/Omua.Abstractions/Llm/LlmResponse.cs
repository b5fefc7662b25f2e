namespace Omua.Abstractions;

/// <summary>A model's answer.</summary>
/// <param name="Content">The text; empty when the model only calls tools.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Model">The model that answered, as the provider names it.</param>
/// <param name="FinishReason">Why it ended.</param>
public sealed record LlmResponse(string Content, LlmUsage Usage, string Model, LlmFinishReason FinishReason)
{
    /// <summary>Tools that the model wants called.</summary>
    public IReadOnlyList<LlmToolCall> ToolCalls { get; init; } = [];

    /// <summary>What it cost, all attempts and repairs included; null where no price is configured. Filled in by the host.</summary>
    public Money? Cost { get; init; }

    /// <summary>The backend that answered. Filled in by the host.</summary>
    public string? Backend { get; init; }
}
