using System.Text;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>
/// JSON by collection and key. Versions are numbers of one counter, and a version only ever goes up: what a deletion leaves is a mark with the version, so that a writer
/// that took its number earlier does not come after it.
/// </summary>
internal sealed class MongoDocuments(MongoStore store) : IDocumentStore
{
    private const char Separator = '/';
    private readonly MongoBlobs _blobs = new(store);

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) => store.RunAsync(async () =>
    {
        while (true)
        {
            var found = await store.Documents.Find(new BsonDocument { { "_id", Id(collection, key) }, { "gone", new BsonDocument("$exists", false) } }).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                return null;
            }

            // Its parts may be gone because it was replaced since: then the new one is read.
            if (await DocumentAsync(found, cancellationToken).ConfigureAwait(false) is { } document)
            {
                return document;
            }
        }
    }, cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckDocument(collection, key, json);
        return store.RunAsync(async () =>
        {
            var content = Encoding.UTF8.GetBytes(json);
            var blob = content.Length > MongoBlobs.Threshold ? await _blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false) : (ObjectId?)null;
            var text = blob is { } id ? new BsonDocument { { "blob", id }, { "length", content.Length } } : new BsonDocument("json", json);
            try
            {
                return (await store.DecideAsync(() => PutOnceAsync(collection, key, text, expectedVersion, cancellationToken), cancellationToken).ConfigureAwait(false)).Value;
            }
            catch (StorageException exception) when (blob is not null && exception.Failure == StorageFailure.Conflict)
            {
                await _blobs.DeleteAsync(blob.Value, cancellationToken).ConfigureAwait(false);
                throw;
            }
        }, cancellationToken);
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => store.RunAsync(async () =>
    {
        var filter = new BsonDocument { { "_id", Id(collection, key) }, { "gone", new BsonDocument("$exists", false) } };
        if (expectedVersion is { } expected)
        {
            filter["version"] = expected;
        }

        var change = new BsonDocument { { "$unset", new BsonDocument { { "json", "" }, { "blob", "" }, { "length", "" } } }, { "$currentDate", new BsonDocument("gone", true) } };
        var before = await store.Documents.FindOneAndUpdateAsync<BsonDocument>(filter, change, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        if (before is null && expectedVersion is { } wanted && await VersionAsync(collection, key, cancellationToken).ConfigureAwait(false) is var version && version != wanted)
        {
            throw Conflict(collection, key, version, wanted);
        }

        await ForgetAsync(before, cancellationToken).ConfigureAwait(false);
        return before is not null;
    }, cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return store.RunAsync(async () =>
        {
            var items = new List<Document>();
            var from = new BsonDocument { { "$gte", Id(collection, prefix) }, { "$lt", collection + (char)(Separator + 1) } };
            if (cursor is not null)
            {
                from["$gt"] = Id(collection, cursor);
            }

            var filter = new BsonDocument { { "_id", from }, { "gone", new BsonDocument("$exists", false) } };
            using var found = await store.Documents.Find(filter).Sort(new BsonDocument("_id", 1)).Limit(limit + 1).ToCursorAsync(cancellationToken).ConfigureAwait(false);
            while (await found.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var each in found.Current)
                {
                    // Keys of one prefix stand together in byte order: the first that has another ends the list.
                    if (!Key(each).StartsWith(prefix, StringComparison.Ordinal))
                    {
                        return Page(items, limit);
                    }

                    if ((await DocumentAsync(each, cancellationToken).ConfigureAwait(false) ?? await GetAsync(collection, Key(each), cancellationToken).ConfigureAwait(false)) is { } document)
                    {
                        items.Add(document);
                    }
                }
            }

            return Page(items, limit);
        }, cancellationToken);
    }

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => store.RunAsync<IReadOnlyList<string>>(async () =>
    [
        .. (await MongoStore.AggregateAsync(store.Documents, cancellationToken,
            Expressions.Match(new BsonDocument("gone", new BsonDocument("$exists", false))),
            new BsonDocument("$group", new BsonDocument("_id", "$collection")),
            new BsonDocument("$sort", new BsonDocument("_id", 1))).ConfigureAwait(false)).Select(group => group["_id"].AsString),
    ], cancellationToken);

    private static string Id(string collection, string key) => $"{collection}{Separator}{key}";

    private static string Key(BsonDocument found) => found["_id"].AsString[(found["collection"].AsString.Length + 1)..];

    private static Page<Document> Page(List<Document> items, int limit) => items.Count > limit ? new Page<Document>(items[..limit], items[limit - 1].Key) : new Page<Document>(items, null);

    private static StorageException Conflict(string collection, string key, long version, long expected) => new(StorageFailure.Conflict, $"{collection}/{key} is at version {version}, not {expected}.");

    /// <summary>One attempt; null where another has taken a later number first.</summary>
    private async Task<Boxed?> PutOnceAsync(string collection, string key, BsonDocument text, long? expectedVersion, CancellationToken cancellationToken)
    {
        var version = await store.NextAsync("version", cancellationToken).ConfigureAwait(false);
        var filter = new BsonDocument { { "_id", Id(collection, key) }, { "version", expectedVersion is > 0 ? expectedVersion.Value : new BsonDocument("$lt", version) } };
        if (expectedVersion is not null)
        {
            filter["gone"] = new BsonDocument("$exists", expectedVersion == 0);
        }

        var change = new BsonDocument
        {
            { "$set", new BsonDocument { { "collection", collection }, { "version", version } }.Merge(text) },
            { "$unset", text.Contains("json") ? new BsonDocument { { "gone", "" }, { "blob", "" }, { "length", "" } } : new BsonDocument { { "gone", "" }, { "json", "" } } },
            { "$currentDate", new BsonDocument("updated", true) },
        };
        var mayInsert = expectedVersion is null or 0;
        try
        {
            // The document before it: null as well where it is inserted.
            // What is sent is waited for: a cancelled call would leave the server at work, and the change could come after the caller has looked.
            cancellationToken.ThrowIfCancellationRequested();
            var before = await store.Documents.FindOneAndUpdateAsync<BsonDocument>(filter, change, new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = mayInsert }, CancellationToken.None).ConfigureAwait(false);
            if (before is not null || mayInsert)
            {
                await ForgetAsync(before, cancellationToken).ConfigureAwait(false);
                return new Boxed(version);
            }
        }
        catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
        {
            // It is there, and not as the filter wants it.
        }

        var there = await VersionAsync(collection, key, cancellationToken).ConfigureAwait(false);
        return expectedVersion is not { } expected || there == expected ? null : throw Conflict(collection, key, there, expected);
    }

    private async Task<long> VersionAsync(string collection, string key, CancellationToken cancellationToken)
    {
        var found = await store.Documents.Find(new BsonDocument("_id", Id(collection, key))).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null || found.Contains("gone") ? 0 : found["version"].ToInt64();
    }

    /// <summary>The parts of a text that was replaced.</summary>
    private Task ForgetAsync(BsonDocument? before, CancellationToken cancellationToken) =>
        before is not null && before.TryGetValue("blob", out var blob) ? _blobs.DeleteAsync(blob, cancellationToken) : Task.CompletedTask;

    /// <summary>The document; null where its parts are gone, because it was replaced meanwhile.</summary>
    private async Task<Document?> DocumentAsync(BsonDocument found, CancellationToken cancellationToken)
    {
        var json = found.TryGetValue("json", out var text) ? text.AsString
            : await _blobs.ReadAsync(found["blob"], found["length"].ToInt32(), cancellationToken).ConfigureAwait(false) is { } content ? Encoding.UTF8.GetString(content) : null;
        return json is null ? null : new Document(Key(found), json, found["version"].ToInt64(), found["updated"].ToUniversalTime());
    }

    private sealed record Boxed(long Value);
}
