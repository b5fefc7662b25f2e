namespace Omua.Abstractions;

/// <summary>Classes of failure.</summary>
public enum LlmFailure
{
    /// <summary>The request is wrong (400). No retry, no other backend.</summary>
    InvalidRequest,

    /// <summary>The key is refused (401, 403). Another backend may do it.</summary>
    Unauthorized,

    /// <summary>The model is unknown (404). Another backend may do it.</summary>
    ModelNotFound,

    /// <summary>Too many requests or tokens (429). Retry after the time that was asked for.</summary>
    RateLimited,

    /// <summary>The provider or the network failed (5xx, connection). Retry.</summary>
    Unavailable,

    /// <summary>No answer in time. Retry.</summary>
    Timeout,

    /// <summary>The conversation is longer than the model takes. No retry.</summary>
    ContextTooLong,

    /// <summary>The provider withheld the answer. No retry.</summary>
    ContentFiltered,

    /// <summary>The answer was cut: a stream without a finish reason.</summary>
    Incomplete,

    /// <summary>The host's spending limit does not allow the call. No retry.</summary>
    BudgetExceeded,

    /// <summary>The answer does not follow the schema that was asked for, repairs included. No retry.</summary>
    InvalidOutput,

    /// <summary>The model went on calling tools beyond the host's limit. No retry.</summary>
    ToolLimit,
}
