namespace Omua.Abstractions;

/// <summary>A storage call failed, with the class that tells the caller what to do.</summary>
public sealed class StorageException(StorageFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The class of the failure.</summary>
    public StorageFailure Failure { get; } = failure;
}
