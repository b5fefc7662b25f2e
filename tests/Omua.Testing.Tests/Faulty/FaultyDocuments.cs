namespace Omua.Testing.Tests.Faulty;

internal sealed class FaultyDocuments(StorageFault fault, IDocumentStore documents) : IDocumentStore
{
    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) => documents.GetAsync(collection, Key(key), cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        documents.PutAsync(collection, Key(key), json, fault == StorageFault.IgnoresVersion ? null : expectedVersion, cancellationToken);

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        documents.DeleteAsync(collection, Key(key), expectedVersion, cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        documents.ListAsync(collection, prefix, limit, cursor, cancellationToken);

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => documents.CollectionsAsync(cancellationToken);

    private string Key(string key) => fault == StorageFault.TrimsKeys ? key.Trim() : key;
}
