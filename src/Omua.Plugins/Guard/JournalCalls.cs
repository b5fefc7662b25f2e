namespace Omua.Plugins.Guard;

internal readonly struct AppendCall(JournalAppend append) : IPluginCall<IStorageBackend, long>
{
    public string Member => "Journal.AppendAsync";

    public Task<long> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.AppendAsync(append, cancellationToken);

    public long Checked(long result, SecretMask mask) => StorageChecks.Positive(result, "the sequence");
}

internal readonly struct GetRunCall(string runId) : IPluginCall<IStorageBackend, RunEntry?>
{
    public string Member => "Journal.GetAsync";

    public Task<RunEntry?> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.GetAsync(runId, cancellationToken);

    public RunEntry? Checked(RunEntry? result, SecretMask mask) => result is null ? null : StorageChecks.Run(result);
}

internal readonly struct ListRunsCall(RunQuery query) : IPluginCall<IStorageBackend, Page<RunEntry>>
{
    public string Member => "Journal.ListAsync";

    public Task<Page<RunEntry>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.ListAsync(query, cancellationToken);

    public Page<RunEntry> Checked(Page<RunEntry> result, SecretMask mask) => StorageChecks.Page(result, "runs", StorageChecks.Run);
}

internal readonly struct LeaseCall(string runId, string owner, TimeSpan duration) : IPluginCall<IStorageBackend, RunLease?>
{
    public string Member => "Journal.LeaseAsync";

    public Task<RunLease?> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.LeaseAsync(runId, owner, duration, cancellationToken);

    public RunLease? Checked(RunLease? result, SecretMask mask) => StorageChecks.Lease(result);
}

internal readonly struct ReleaseCall(RunLease lease) : IPluginCall<IStorageBackend, Nothing>
{
    public string Member => "Journal.ReleaseAsync";

    public Task<Nothing> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => Nothing.Of(plugin.Journal.ReleaseAsync(lease, cancellationToken));

    public Nothing Checked(Nothing result, SecretMask mask) => result;
}

internal readonly struct DueCall(int limit) : IPluginCall<IStorageBackend, IReadOnlyList<DueTimer>>
{
    public string Member => "Journal.DueAsync";

    public Task<IReadOnlyList<DueTimer>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.DueAsync(limit, cancellationToken);

    public IReadOnlyList<DueTimer> Checked(IReadOnlyList<DueTimer> result, SecretMask mask) => Results.List(result, "timers", StorageChecks.Timer);
}

internal readonly struct TimersCall(string runId) : IPluginCall<IStorageBackend, IReadOnlyList<DueTimer>>
{
    public string Member => "Journal.TimersAsync";

    public Task<IReadOnlyList<DueTimer>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.TimersAsync(runId, cancellationToken);

    public IReadOnlyList<DueTimer> Checked(IReadOnlyList<DueTimer> result, SecretMask mask) => Results.List(result, "timers", StorageChecks.Timer);
}

internal readonly struct DeleteRunCall(string runId) : IPluginCall<IStorageBackend, bool>
{
    public string Member => "Journal.DeleteAsync";

    public Task<bool> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Journal.DeleteAsync(runId, cancellationToken);

    public bool Checked(bool result, SecretMask mask) => result;
}
