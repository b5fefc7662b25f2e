using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>SQLite's errors in the contract's classes.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int TooBig = 18;
    private const int NotADatabase = 26;

    public static async Task<T> TranslateAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw Translate(path, exception);
        }
    }

    /// <summary>The same error in the contract's class; what is not SQLite's stays as it is.</summary>
    public static Exception Translate(string path, Exception exception) => exception is not SqliteException error ? exception : error.SqliteErrorCode switch
    {
        Busy or Locked => new StorageException(StorageFailure.Unavailable, $"{path} is locked by another process; try again.", error),
        Corrupt or NotADatabase => Damaged(path, error),
        ReadOnly => new StorageException(StorageFailure.Unavailable, $"{path} cannot be written: the file or its disk is read-only.", error),
        Full => new StorageException(StorageFailure.Unavailable, $"{path} cannot be written: the disk is full.", error),
        TooBig => new StorageException(StorageFailure.TooLarge, "A value is larger than SQLite takes.", error),
        _ => new StorageException(StorageFailure.Unavailable, $"{path} cannot be used: {error.Message}", error),
    };

    public static StorageException Damaged(string path, Exception? exception = null) => new(
        StorageFailure.Damaged, $"{path} is damaged or not an OMUA store; restore a backup, or name another file under plugins: sqlite: path.", exception);

    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>After these SQLite itself may have rolled the whole transaction back.</summary>
    public static bool EndsTransaction(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or NoMemory or InputOutput or Corrupt or Full or NotADatabase };
}
