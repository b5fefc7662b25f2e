namespace Omua.Abstractions;

/// <summary>JSON documents by collection and key, with compare-and-set. Reads see every write that has returned.</summary>
public interface IDocumentStore
{
    /// <summary>The document, or null.</summary>
    Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default);

    /// <summary>Writes a document; durable when the call returns.</summary>
    /// <param name="collection">1 to 100 of the characters a-z, 0-9, <c>_</c> and <c>.</c>.</param>
    /// <param name="key">1 to 400 UTF-16 characters, well formed and without U+0000; compared as UTF-8 bytes.</param>
    /// <param name="json">JSON text, nested at most 64 deep; at most 16 MB as UTF-8.</param>
    /// <param name="expectedVersion">The version that must be there now; 0 that none is there; null writes whatever is there.</param>
    /// <param name="cancellationToken">Cancels the call; the write may or may not have happened.</param>
    /// <returns>The new version: greater than every version that this key has had.</returns>
    /// <exception cref="StorageException"><see cref="StorageFailure.Conflict"/> when the version is another; <see cref="StorageFailure.TooLarge"/> over the limits.</exception>
    Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a document.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageException"><see cref="StorageFailure.Conflict"/> when <paramref name="expectedVersion"/> is given and is not the version there (0 where there is none).</exception>
    Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Documents of a collection whose key starts with a prefix, by key in byte order, a page at a time. One that is there throughout the paging appears exactly once; one written or deleted meanwhile may appear or not.</summary>
    /// <param name="collection">The collection; an unknown one is empty.</param>
    /// <param name="prefix">The prefix; empty for all.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the page before; null for the first. Any other text is <see cref="StorageFailure.Invalid"/> or begins after that key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>The collections that hold a document, in byte order.</summary>
    Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default);
}
