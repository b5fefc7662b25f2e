namespace Omua.Engine.Bench;

/// <summary>What durability costs without batches: the same store, a commit for each event.</summary>
internal sealed class CommitPerEvent(IStorageBackend storage) : IStorageBackend, IRunJournal
{
    public string Name => storage.Name;

    public IRunJournal Journal => this;

    public IMetricStore Metrics => storage.Metrics;

    public IDocumentStore Documents => storage.Documents;

    public async Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        var sequence = append.ExpectedSequence;
        foreach (var each in append.Events)
        {
            sequence = await storage.Journal.AppendAsync(append with { ExpectedSequence = sequence, Events = [each] }, cancellationToken);
        }

        return sequence;
    }

    public IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default) =>
        storage.Journal.LoadAsync(runId, afterSequence, cancellationToken);

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) => storage.Journal.GetAsync(runId, cancellationToken);

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) => storage.Journal.ListAsync(query, cancellationToken);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) =>
        storage.Journal.LeaseAsync(runId, owner, duration, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => storage.Journal.ReleaseAsync(lease, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) => storage.Journal.DueAsync(limit, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => storage.Journal.TimersAsync(runId, cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => storage.Journal.DeleteAsync(runId, cancellationToken);
}
