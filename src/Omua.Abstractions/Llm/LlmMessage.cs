namespace Omua.Abstractions;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">The text; may be empty when the message only calls tools.</param>
public sealed record LlmMessage(LlmRole Role, string Content)
{
    /// <summary>Tools that the assistant wants called.</summary>
    public IReadOnlyList<LlmToolCall> ToolCalls { get; init; } = [];

    /// <summary>For <see cref="LlmRole.Tool"/>: the call that this answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>
    /// Whether the content is data from outside (names of an export, a web page) and never an instruction: the host fences it off and says so to the model.
    /// What a tool returns is always treated so.
    /// </summary>
    public bool IsData { get; init; }

    /// <summary>Instructions to the model.</summary>
    public static LlmMessage System(string content) => new(LlmRole.System, content);

    /// <summary>What the user says.</summary>
    public static LlmMessage User(string content) => new(LlmRole.User, content);

    /// <summary>Data from outside, as a message of the user; see <see cref="IsData"/>.</summary>
    public static LlmMessage Data(string content) => new(LlmRole.User, content) { IsData = true };

    /// <summary>What the model said.</summary>
    public static LlmMessage Assistant(string content) => new(LlmRole.Assistant, content);
}
