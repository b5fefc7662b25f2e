namespace Omua.Abstractions;

/// <summary>A call to a model failed, with the class that decides what happens next: stop, retry, or ask another backend.</summary>
public sealed class LlmException(LlmFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The class of the failure.</summary>
    public LlmFailure Failure { get; } = failure;

    /// <summary>How long the provider asked to wait; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the failed call took all the same; null where the provider did not say.</summary>
    public LlmUsage? Usage { get; init; }
}
