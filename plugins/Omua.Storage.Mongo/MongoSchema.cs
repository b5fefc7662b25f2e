using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>The indexes and the version. A step is never changed once it was released; a new one is added. Each step can be run twice: the server has no transaction around it.</summary>
internal static class MongoSchema
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private static readonly Func<MongoStore, CancellationToken, Task>[] Steps = [MakeAsync];

    /// <summary>Makes what is missing.</summary>
    /// <returns>The version.</returns>
    public static async Task<int> MigrateAsync(MongoStore store, CancellationToken cancellationToken)
    {
        var known = await store.Numbers.Find(new BsonDocument("_id", "schema")).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var version = known?["version"].ToInt32() ?? 0;
        if (version > Steps.Length)
        {
            throw new StorageException(StorageFailure.NewerSchema, $"{store.Place} has schema {version}; this version knows {Steps.Length}. Nothing was touched. Update OMUA.");
        }

        for (var step = version; step < Steps.Length; step++)
        {
            await Steps[step](store, cancellationToken).ConfigureAwait(false);
            // The greater of two: a newer program may be at the same.
            await store.Numbers.UpdateOneAsync(new BsonDocument("_id", "schema"), new BsonDocument("$max", new BsonDocument("version", step + 1)), new UpdateOptions { IsUpsert = true }, cancellationToken).ConfigureAwait(false);
        }

        await MongoMetrics.SweepAsync(store, cancellationToken).ConfigureAwait(false);
        return Steps.Length;
    }

    private static async Task MakeAsync(MongoStore store, CancellationToken cancellationToken)
    {
        await IndexAsync(store.Runs, new BsonDocument { { "created", -1 }, { "_id", -1 } }).ConfigureAwait(false);
        await IndexAsync(store.Runs, new BsonDocument("due", 1)).ConfigureAwait(false);
        // The fence of the journal: one batch begins at a sequence.
        await IndexAsync(store.Batches, new BsonDocument { { "life", 1 }, { "first", 1 } }, new CreateIndexOptions { Unique = true }).ConfigureAwait(false);
        await IndexAsync(store.Points, new BsonDocument { { "name", 1 }, { "at", 1 }, { "_id", 1 } }).ConfigureAwait(false);
        await IndexAsync(store.Points, new BsonDocument("write", 1)).ConfigureAwait(false);
        await IndexAsync(store.Documents, new BsonDocument("collection", 1)).ConfigureAwait(false);
        // A document that is gone keeps its version for a day, so that a slow writer cannot bring an older one.
        await IndexAsync(store.Documents, new BsonDocument("gone", 1), new CreateIndexOptions { ExpireAfter = Forgotten }).ConfigureAwait(false);
        await IndexAsync(store.Chunks, new BsonDocument { { "blob", 1 }, { "part", 1 } }, new CreateIndexOptions { Unique = true }).ConfigureAwait(false);

        Task IndexAsync(IMongoCollection<BsonDocument> collection, BsonDocument keys, CreateIndexOptions? options = null) =>
            collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(keys, options), cancellationToken: cancellationToken);
    }
}
