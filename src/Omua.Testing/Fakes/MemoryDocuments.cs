namespace Omua.Testing;

/// <summary>JSON by collection and key, in memory.</summary>
internal sealed class MemoryDocuments(MemoryStore store, TimeProvider time) : IDocumentStore
{
    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () => Find(collection, key));

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.CheckDocument(collection, key, json);
        Expect(collection, key, expectedVersion);
        if (!store.Collections.TryGetValue(collection, out var documents))
        {
            store.Collections[collection] = documents = new SortedDictionary<string, Document>(Utf8Order.Comparer);
        }

        return (documents[key] = new Document(key, json, store.Next(), MemoryStore.Now(time))).Version;
    });

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        Expect(collection, key, expectedVersion);
        return store.Collections.TryGetValue(collection, out var documents) && documents.Remove(key);
    });

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.CheckPage(limit);
        var found = (store.Collections.TryGetValue(collection, out var documents) ? documents.Values : Enumerable.Empty<Document>())
            .Where(document => document.Key.StartsWith(prefix, StringComparison.Ordinal) && (cursor is null || Utf8Order.Compare(document.Key, cursor) > 0)).Take(limit + 1).ToList();
        return new Page<Document>([.. found.Take(limit)], found.Count > limit ? found[limit - 1].Key : null);
    });

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => store.Run<IReadOnlyList<string>>(cancellationToken, () =>
        [.. store.Collections.Where(collection => collection.Value.Count > 0).Select(collection => collection.Key).Order(StringComparer.Ordinal)]);

    private Document? Find(string collection, string key) => store.Collections.TryGetValue(collection, out var documents) ? documents.GetValueOrDefault(key) : null;

    private void Expect(string collection, string key, long? expectedVersion)
    {
        var version = Find(collection, key)?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version)
        {
            throw new StorageException(StorageFailure.Conflict, $"{collection}/{key} is at version {version}, not {expected}.");
        }
    }
}
