namespace Omua.Plugins.Guard;

internal sealed class GuardedDocuments(PluginGuard guard) : IDocumentStore
{
    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, GetDocumentCall, Document?>(new GetDocumentCall(collection, key), cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, PutDocumentCall, long>(new PutDocumentCall(collection, key, json, expectedVersion), cancellationToken);

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, DeleteDocumentCall, bool>(new DeleteDocumentCall(collection, key, expectedVersion), cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, ListDocumentsCall, Page<Document>>(new ListDocumentsCall(collection, prefix, limit, cursor), cancellationToken);

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, CollectionsCall, IReadOnlyList<string>>(new CollectionsCall(), cancellationToken);
}
