namespace Omua.Stores.Sealing;

/// <summary>Documents whose text is sealed; collections and keys are in the clear.</summary>
internal sealed class SealedDocuments(IDocumentStore inner, DataKeys keys) : IDocumentStore
{
    public async Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        await inner.GetAsync(collection, key, cancellationToken).ConfigureAwait(false) is { } document ? await OpenAsync(collection, document, cancellationToken).ConfigureAwait(false) : null;

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckDocument(collection, key, json);
        cancellationToken.ThrowIfCancellationRequested();
        return inner.PutAsync(collection, key, collection == DataKeys.Collection ? json : keys.Seal(Place(collection, key), json), expectedVersion, cancellationToken);
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => inner.DeleteAsync(collection, key, expectedVersion, cancellationToken);

    public async Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var page = await inner.ListAsync(collection, prefix, limit, cursor, cancellationToken).ConfigureAwait(false);
        var items = new List<Document>(page.Items.Count);
        foreach (var document in page.Items)
        {
            items.Add(await OpenAsync(collection, document, cancellationToken).ConfigureAwait(false));
        }

        return new Page<Document>(items, page.Next);
    }

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => inner.CollectionsAsync(cancellationToken);

    public static string Place(string collection, string key) => $"document\0{collection}\0{key}";

    private async Task<Document> OpenAsync(string collection, Document document, CancellationToken cancellationToken) =>
        collection == DataKeys.Collection ? document : document with { Json = await keys.OpenAsync(Place(collection, document.Key), document.Json, cancellationToken).ConfigureAwait(false) };
}
