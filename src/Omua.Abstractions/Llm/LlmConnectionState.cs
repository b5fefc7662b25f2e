namespace Omua.Abstractions;

/// <summary>What a connection check found. On the wire in snake_case.</summary>
public enum LlmConnectionState
{
    /// <summary>Key, address and model are right.</summary>
    Ok,

    /// <summary>The key is missing or refused.</summary>
    Unauthorized,

    /// <summary>The provider does not have the model.</summary>
    ModelNotFound,

    /// <summary>Right, but limited at the moment.</summary>
    RateLimited,

    /// <summary>No answer from the address.</summary>
    Unreachable,

    /// <summary>The settings cannot be right; the message says which.</summary>
    Misconfigured,
}
