namespace Omua.Cli.Composition;

/// <summary>What a failing store means to the person at the command line.</summary>
internal static class StoreFaults
{
    public static Fault Of(string name, StorageException exception) => new(
        FaultCodes.StoreFailed,
        $"the store '{name}' failed ({exception.Failure.ToString().ToLowerInvariant()}): {exception.Message}",
        exception.Failure switch
        {
            StorageFailure.NewerSchema => "update OMUA: the store was written by a newer version",
            StorageFailure.Damaged => "restore the store from a backup, or move its file away to begin a new one",
            StorageFailure.Unavailable or StorageFailure.Conflict or StorageFailure.Fenced => "end other processes that use the store and call again",
            _ => "'omua doctor' checks the store",
        });
}
