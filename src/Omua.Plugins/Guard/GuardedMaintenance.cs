namespace Omua.Plugins.Guard;

/// <summary>Maintenance reads or writes the whole store: it gets more time than a call.</summary>
internal sealed class GuardedMaintenance(PluginGuard guard) : IStoreMaintenance
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, CheckStoreCall, IReadOnlyList<string>>(new CheckStoreCall(), cancellationToken, Limit);

    public Task<StoreInfo> InfoAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, StoreInfoCall, StoreInfo>(new StoreInfoCall(), cancellationToken);

    public Task BackupAsync(string path, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, CopyStoreCall, bool>(new CopyStoreCall(path, IsRestore: false), cancellationToken, Limit);

    public Task RestoreAsync(string path, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, CopyStoreCall, bool>(new CopyStoreCall(path, IsRestore: true), cancellationToken, Limit);
}
