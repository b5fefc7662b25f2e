namespace Omua.Plugins.Guard;

internal readonly struct CheckStoreCall : IPluginCall<IStorageBackend, IReadOnlyList<string>>
{
    public string Member => "Maintenance.CheckAsync";

    public Task<IReadOnlyList<string>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Maintenance!.CheckAsync(cancellationToken);

    public IReadOnlyList<string> Checked(IReadOnlyList<string> result, SecretMask mask) => Results.List(result, "damages", static line => line);
}

internal readonly struct StoreInfoCall : IPluginCall<IStorageBackend, StoreInfo>
{
    public string Member => "Maintenance.InfoAsync";

    public Task<StoreInfo> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Maintenance!.InfoAsync(cancellationToken);

    public StoreInfo Checked(StoreInfo result, SecretMask mask) => result ?? throw new InvalidResultException("null instead of the store's figures");
}

internal readonly record struct CopyStoreCall(string Path, bool IsRestore) : IPluginCall<IStorageBackend, bool>
{
    public string Member => IsRestore ? "Maintenance.RestoreAsync" : "Maintenance.BackupAsync";

    public async Task<bool> Invoke(IStorageBackend plugin, CancellationToken cancellationToken)
    {
        await (IsRestore ? plugin.Maintenance!.RestoreAsync(Path, cancellationToken) : plugin.Maintenance!.BackupAsync(Path, cancellationToken)).ConfigureAwait(false);
        return true;
    }

    public bool Checked(bool result, SecretMask mask) => result;
}
