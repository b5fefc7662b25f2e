namespace Omua.Abstractions;

/// <summary>The outcome of a connection check.</summary>
/// <param name="State">What was found.</param>
/// <param name="Message">What to do about it; never a key.</param>
public sealed record LlmConnection(LlmConnectionState State, string Message = "")
{
    /// <summary>Whether calls will work.</summary>
    public bool IsOk => State == LlmConnectionState.Ok;

    /// <summary>All is well.</summary>
    public static LlmConnection Ok { get; } = new(LlmConnectionState.Ok);
}
