namespace Omua.Abstractions;

/// <summary>JSON documents by collection and key, with compare-and-set. Reads see every write that has returned.</summary>
public interface IDocumentStore
{
    /// <summary>The document, or null.</summary>
    Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default);

    /// <summary>Writes a document; durable when the call returns.</summary>
    /// <param name="collection">snake_case; at most 100 characters.</param>
    /// <param name="key">Any text of at most 400 characters; compared byte by byte.</param>
    /// <param name="json">JSON text; at most 16 MB as UTF-8.</param>
    /// <param name="expectedVersion">The version that must be there now; 0 that none is there; null writes whatever is there.</param>
    /// <param name="cancellationToken">Cancels the call; the write may or may not have happened.</param>
    /// <returns>The new version: greater than every version that this key has had.</returns>
    /// <exception cref="StorageException"><see cref="StorageFailure.Conflict"/> when the version is another; <see cref="StorageFailure.TooLarge"/> over the limits.</exception>
    Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a document.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageException"><see cref="StorageFailure.Conflict"/> when <paramref name="expectedVersion"/> is given and is not the version there.</exception>
    Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Documents of a collection whose key starts with a prefix, by key in byte order, a page at a time.</summary>
    /// <param name="collection">The collection; an unknown one is empty.</param>
    /// <param name="prefix">The prefix; empty for all.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);
}
