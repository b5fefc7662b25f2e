namespace Omua.Plugins.Loading;

/// <summary>A plugin's documents in the host's store. Its collections carry its name, so that it reaches nobody else's: not the journal, not approvals, not another plugin's.</summary>
internal sealed class OwnDocuments(IDocumentStore store, string pluginName) : IDocumentStore
{
    private readonly string _prefix = $"plugin.{pluginName}.";

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        store.GetAsync(_prefix + collection, key, cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        store.PutAsync(_prefix + collection, key, json, expectedVersion, cancellationToken);

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        store.DeleteAsync(_prefix + collection, key, expectedVersion, cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(_prefix + collection, prefix, limit, cursor, cancellationToken);

    public async Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.CollectionsAsync(cancellationToken).ConfigureAwait(false)).Where(name => name.StartsWith(_prefix, StringComparison.Ordinal)).Select(name => name[_prefix.Length..])];
}
