using System.Net.Sockets;
using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>PostgreSQL's errors in the contract's classes. No message quotes the connection string.</summary>
internal static class PostgresErrors
{
    /// <summary>Two transactions stood in each other's way and one was taken back whole: it may simply be tried again.</summary>
    public static bool IsRace(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
    };

    public static Exception Translate(string place, Exception exception) => exception switch
    {
        StorageException or OperationCanceledException => exception,
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => new StorageException(StorageFailure.Damaged, $"{place} is damaged: restore a backup.", exception),
        PostgresException error => new StorageException(StorageFailure.Unavailable, $"{place} refused a statement ({error.SqlState}): {error.MessageText}", exception),
        NpgsqlException or TimeoutException or SocketException or IOException => new StorageException(StorageFailure.Unavailable, $"{place} cannot be reached: {exception.Message}", exception),
        _ => exception,
    };
}
