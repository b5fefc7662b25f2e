namespace Omua.Abstractions;

/// <summary>Why an answer ended. On the wire in snake_case.</summary>
public enum LlmFinishReason
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>The token limit cut it.</summary>
    Length,

    /// <summary>It wants tools called.</summary>
    ToolCalls,

    /// <summary>The provider withheld it.</summary>
    ContentFilter,

    /// <summary>The stream ended without saying why; the text may be cut.</summary>
    Incomplete,
}
