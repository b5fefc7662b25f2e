namespace Omua.Plugins.Guard;

internal sealed class GuardedJournal(PluginGuard guard) : IRunJournal
{
    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, AppendCall, long>(new AppendCall(append), cancellationToken);

    public IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default) =>
        new GuardedStream<IStorageBackend, JournalEvent>(
            guard, "Journal.LoadAsync", (store, stop) => store.Journal.LoadAsync(runId, afterSequence, stop), StorageChecks.Event).ReadAsync(cancellationToken);

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, GetRunCall, RunEntry?>(new GetRunCall(runId), cancellationToken);

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, ListRunsCall, Page<RunEntry>>(new ListRunsCall(query), cancellationToken);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, LeaseCall, RunLease?>(new LeaseCall(runId, owner, duration), cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, ReleaseCall, Nothing>(new ReleaseCall(lease), cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, DueCall, IReadOnlyList<DueTimer>>(new DueCall(limit), cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, TimersCall, IReadOnlyList<DueTimer>>(new TimersCall(runId), cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, DeleteRunCall, bool>(new DeleteRunCall(runId), cancellationToken);
}
