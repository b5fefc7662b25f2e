using System.Collections.Concurrent;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>Documents in memory, with the compare-and-set that the contract promises.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly ConcurrentDictionary<(string, string), Document> _documents = new();
    private readonly Lock _lock = new();

    /// <summary>Fails the next writes.</summary>
    public bool IsBroken { get; set; }

    public string AllText => string.Join('\n', _documents.Select(each => $"{each.Key} {each.Value.Json}"));

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        Task.FromResult(_documents.GetValueOrDefault((collection, key)));

    public async Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        lock (_lock)
        {
            var there = _documents.GetValueOrDefault((collection, key))?.Version ?? 0;
            if (IsBroken)
            {
                throw new StorageException(StorageFailure.Unavailable, "The disk is gone.");
            }

            if (expectedVersion is { } expected && expected != there)
            {
                throw new StorageException(StorageFailure.Conflict, $"{key} has version {there}, not {expected}.");
            }

            _documents[(collection, key)] = new Document(key, json, there + 1, DateTimeOffset.UnixEpoch);
            return there + 1;
        }
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_documents.TryRemove((collection, key), out _));

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Page<Document>(
            [.. _documents.Where(each => each.Key.Item1 == collection && each.Key.Item2.StartsWith(prefix, StringComparison.Ordinal)).Select(each => each.Value).OrderBy(each => each.Key, StringComparer.Ordinal).Take(limit)], null));

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. _documents.Keys.Select(each => each.Item1).Distinct().Order(StringComparer.Ordinal)]);
}
