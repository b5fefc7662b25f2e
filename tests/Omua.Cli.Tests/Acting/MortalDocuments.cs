namespace Omua.Cli.Tests.Acting;

/// <summary>The process dies: nothing after this runs.</summary>
internal sealed class DeathException() : Exception("killed");

/// <summary>Documents whose user can be killed at any call, before or after it took effect; the documents stay.</summary>
internal sealed class MortalDocuments : IDocumentStore
{
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Calls that are left to live; null lives on.</summary>
    public int? Left { get; set; }

    /// <summary>Whether the last call takes effect before the death.</summary>
    public bool DiesAfter { get; set; }

    public IReadOnlyDictionary<string, string> All => _documents.ToDictionary(each => each.Key, each => each.Value.Json, StringComparer.Ordinal);

    public async Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var isDeath = Ages();
        lock (_lock)
        {
            return isDeath ? throw new DeathException() : _documents.GetValueOrDefault($"{collection} {key}");
        }
    }

    public async Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var isDeath = Ages();
        if (isDeath && !DiesAfter)
        {
            throw new DeathException();
        }

        lock (_lock)
        {
            var version = _documents.GetValueOrDefault($"{collection} {key}")?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                throw isDeath ? new DeathException() : new StorageException(StorageFailure.Conflict, "another was first");
            }

            _documents[$"{collection} {key}"] = new Document(key, json, version + 1, DateTimeOffset.UnixEpoch);
            return isDeath ? throw new DeathException() : version + 1;
        }
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing is ever deleted.");

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing is listed.");

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing is listed.");

    /// <summary>A step outside the documents, such as writing a file.</summary>
    public void Step()
    {
        if (Ages())
        {
            throw new DeathException();
        }
    }

    private bool Ages() => Left is { } && --Left < 0;
}
