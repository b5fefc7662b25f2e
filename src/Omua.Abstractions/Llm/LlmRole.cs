namespace Omua.Abstractions;

/// <summary>Who speaks in a conversation. On the wire in snake_case.</summary>
public enum LlmRole
{
    /// <summary>Instructions to the model.</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>The outcome of a tool call.</summary>
    Tool,
}
