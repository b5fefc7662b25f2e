namespace Omua.Stores.Sealing;

/// <summary>
/// Any store, with its texts encrypted at rest: documents, events and summaries of runs. In the clear stay what the store must find, sort or group by: ids, keys, kinds, times,
/// metrics and their tags.
/// </summary>
internal sealed class SealedStorage : IStorageBackend
{
    private readonly IStorageBackend _inner;
    private readonly DataKeys _keys;

    private SealedStorage(IStorageBackend inner, DataKeys keys)
    {
        (_inner, _keys) = (inner, keys);
        Journal = new SealedJournal(inner.Journal, keys);
        Documents = new SealedDocuments(inner.Documents, keys);
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public IRunJournal Journal { get; }

    /// <inheritdoc/>
    public IMetricStore Metrics => _inner.Metrics;

    /// <inheritdoc/>
    public IDocumentStore Documents { get; }

    /// <inheritdoc/>
    public IStoreMaintenance? Maintenance => _inner.Maintenance;

    public static async Task<SealedStorage> OpenAsync(IStorageBackend inner, MasterKeys masters, CancellationToken cancellationToken)
    {
        var keys = new DataKeys(inner.Documents, masters);
        await keys.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new SealedStorage(inner, keys);
    }

    /// <summary>Whether a store is sealed, so that it is of no use without its key.</summary>
    public static async Task<bool> IsSealedAsync(IStorageBackend store, CancellationToken cancellationToken) =>
        await store.Documents.GetAsync(DataKeys.Collection, DataKeys.InUse, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Takes a new data key, wraps all with the master key in use, and seals every document anew. Journals keep theirs. Can be called again after an interruption.</summary>
    /// <returns>How many documents were sealed anew.</returns>
    public async Task<long> RotateAsync(CancellationToken cancellationToken)
    {
        await _keys.RotateAsync(cancellationToken).ConfigureAwait(false);
        var count = 0L;
        foreach (var collection in (await _inner.Documents.CollectionsAsync(cancellationToken).ConfigureAwait(false)).Where(collection => collection != DataKeys.Collection))
        {
            await foreach (var listed in StorePages.DocumentsAsync(_inner.Documents, collection, "", cancellationToken).ConfigureAwait(false))
            {
                count += await SealAnewAsync(collection, listed, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return count;
    }

    private async Task<bool> SealAnewAsync(string collection, Document? document, CancellationToken cancellationToken)
    {
        while (document is not null && !_keys.IsCurrent(document.Json))
        {
            try
            {
                var place = SealedDocuments.Place(collection, document.Key);
                var text = await _keys.OpenAsync(place, document.Json, cancellationToken).ConfigureAwait(false);
                await _inner.Documents.PutAsync(collection, document.Key, _keys.Seal(place, text), document.Version, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
            {
                // Somebody wrote it meanwhile, maybe with the key before.
                document = await _inner.Documents.GetAsync(collection, document.Key, cancellationToken).ConfigureAwait(false);
            }
        }

        return false;
    }
}
