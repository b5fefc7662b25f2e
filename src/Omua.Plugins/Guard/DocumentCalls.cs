namespace Omua.Plugins.Guard;

internal readonly struct GetDocumentCall(string collection, string key) : IPluginCall<IStorageBackend, Document?>
{
    public string Member => "Documents.GetAsync";

    public Task<Document?> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Documents.GetAsync(collection, key, cancellationToken);

    public Document? Checked(Document? result, SecretMask mask) => result is null ? null : StorageChecks.Document(result);
}

internal readonly struct PutDocumentCall(string collection, string key, string json, long? expectedVersion) : IPluginCall<IStorageBackend, long>
{
    public string Member => "Documents.PutAsync";

    public Task<long> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Documents.PutAsync(collection, key, json, expectedVersion, cancellationToken);

    public long Checked(long result, SecretMask mask) => StorageChecks.Positive(result, "the version");
}

internal readonly struct DeleteDocumentCall(string collection, string key, long? expectedVersion) : IPluginCall<IStorageBackend, bool>
{
    public string Member => "Documents.DeleteAsync";

    public Task<bool> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Documents.DeleteAsync(collection, key, expectedVersion, cancellationToken);

    public bool Checked(bool result, SecretMask mask) => result;
}

internal readonly struct ListDocumentsCall(string collection, string prefix, int limit, string? cursor) : IPluginCall<IStorageBackend, Page<Document>>
{
    public string Member => "Documents.ListAsync";

    public Task<Page<Document>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Documents.ListAsync(collection, prefix, limit, cursor, cancellationToken);

    public Page<Document> Checked(Page<Document> result, SecretMask mask) => StorageChecks.Page(result, "documents", StorageChecks.Document);
}

internal readonly struct CollectionsCall : IPluginCall<IStorageBackend, IReadOnlyList<string>>
{
    public string Member => "Documents.CollectionsAsync";

    public Task<IReadOnlyList<string>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Documents.CollectionsAsync(cancellationToken);

    public IReadOnlyList<string> Checked(IReadOnlyList<string> result, SecretMask mask) => Results.List(result, "collections", static name => name);
}
