namespace Omua.Cli.Composition;

/// <summary>What a failing store means to the person at the command line.</summary>
internal static class StoreFaults
{
    public static Fault Of(string name, StorageException exception) => Of($"the store '{name}'", exception.Failure, exception.Message);

    /// <summary>Where the call did not say which store it was: the message does.</summary>
    public static Fault Of(StorageException exception) => Of("the store", exception.Failure, exception.Message);

    private static Fault Of(string store, StorageFailure failure, string message) => new(
        FaultCodes.StoreFailed,
        $"{store} failed ({failure.ToString().ToLowerInvariant()}): {message}",
        failure switch
        {
            StorageFailure.NewerSchema => "update OMUA: the store was written by a newer version",
            StorageFailure.Damaged => "restore the store from a backup, or move its file away to begin a new one",
            StorageFailure.Unavailable or StorageFailure.Conflict or StorageFailure.Fenced => "end other processes that use the store and call again",
            _ => "'omua doctor' checks the store",
        });
}
