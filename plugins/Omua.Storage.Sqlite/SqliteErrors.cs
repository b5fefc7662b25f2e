using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>SQLite's errors in the contract's classes.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int TooBig = 18;

    public static async Task<T> TranslateAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw exception.SqliteErrorCode switch
            {
                Busy or Locked => new StorageException(StorageFailure.Unavailable, $"{path} is locked by another process; try again.", exception),
                Corrupt or NotADatabase => new StorageException(StorageFailure.Damaged, $"{path} is damaged or not an OMUA store; restore a backup, or name another file under plugins: sqlite: path.", exception),
                TooBig => new StorageException(StorageFailure.TooLarge, "A value is larger than SQLite takes.", exception),
                _ => new StorageException(StorageFailure.Unavailable, $"{path} cannot be used: {exception.Message}", exception),
            };
        }
    }
}
