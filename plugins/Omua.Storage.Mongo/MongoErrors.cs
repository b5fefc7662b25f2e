using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>The driver's errors in the contract's classes. No message quotes the connection string.</summary>
internal static class MongoErrors
{
    private const int DuplicateKey = 11000;

    /// <summary>Somebody else's document has that key already.</summary>
    public static bool IsDuplicate(Exception exception) => exception switch
    {
        MongoBulkWriteException bulk => bulk.WriteConcernError is null && bulk.WriteErrors.Count > 0 && bulk.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey),
        MongoWriteException write => write.WriteError?.Category == ServerErrorCategory.DuplicateKey,
        MongoCommandException command => command.Code == DuplicateKey,
        _ => false,
    };

    public static Exception Translate(string place, Exception exception) => exception switch
    {
        StorageException or OperationCanceledException => exception,
        MongoCommandException command => new StorageException(StorageFailure.Unavailable, $"{place} refused a command ({command.CodeName ?? $"{command.Code}"}): {command.ErrorMessage}", exception),
        MongoAuthenticationException => new StorageException(StorageFailure.Unavailable, $"{place} does not take this user and password.", exception),
        MongoException or TimeoutException or IOException => new StorageException(StorageFailure.Unavailable, $"{place} cannot be reached: {Cause(exception)}", exception),
        _ => exception,
    };

    /// <summary>The first line: what follows is the driver's view of the whole cluster.</summary>
    private static string Cause(Exception exception) => exception is TimeoutException ? "it did not answer in time" : exception.Message.Split('\n')[0];
}
