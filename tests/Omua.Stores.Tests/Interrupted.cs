namespace Omua.Stores.Tests;

/// <summary>A store whose client ends after so many writes: before the last of them is done, or after.</summary>
internal sealed class Interrupted(IStorageBackend inner, int writes, bool isDone) : IStorageBackend, IRunJournal, IMetricStore, IDocumentStore
{
    private int _left = writes;

    public string Name => inner.Name;

    public IRunJournal Journal => this;

    public IMetricStore Metrics => this;

    public IDocumentStore Documents => this;

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default) => WriteAsync(() => inner.Journal.AppendAsync(append, cancellationToken));

    public IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default) => inner.Journal.LoadAsync(runId, afterSequence, cancellationToken);

    Task<RunEntry?> IRunJournal.GetAsync(string runId, CancellationToken cancellationToken) => inner.Journal.GetAsync(runId, cancellationToken);

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) => inner.Journal.ListAsync(query, cancellationToken);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) => inner.Journal.LeaseAsync(runId, owner, duration, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => inner.Journal.ReleaseAsync(lease, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) => inner.Journal.DueAsync(limit, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => inner.Journal.TimersAsync(runId, cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => inner.Journal.DeleteAsync(runId, cancellationToken);

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default) => WriteAsync(async () =>
    {
        await inner.Metrics.WriteAsync(points, cancellationToken);
        return true;
    });

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default) => inner.Metrics.QueryAsync(query, cancellationToken);

    public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken = default) => inner.Metrics.ReadAsync(query, cancellationToken);

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => inner.Metrics.NamesAsync(cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => inner.Metrics.DeleteAsync(name, before, cancellationToken);

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) => inner.Documents.GetAsync(collection, key, cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.Documents.PutAsync(collection, key, json, expectedVersion, cancellationToken));

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => inner.Documents.DeleteAsync(collection, key, expectedVersion, cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        inner.Documents.ListAsync(collection, prefix, limit, cursor, cancellationToken);

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => inner.Documents.CollectionsAsync(cancellationToken);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        if (--_left > 0)
        {
            return await write();
        }

        if (isDone)
        {
            await write();
        }

        throw new OperationCanceledException("the client ended here");
    }
}
