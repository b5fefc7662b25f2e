using System.Runtime.CompilerServices;
using Omua.Plugins.Configuration;
using Omua.Stores.Sealing;

namespace Omua.Cli.Composition;

/// <summary>A store as it is used: encrypted where a key is configured, and refused where it is encrypted and none is.</summary>
internal static class StoreSetup
{
    public static async Task<IStorageBackend> OpenAsync(StorageSettings settings, IStorageBackend store, CancellationToken cancellationToken)
    {
        if (settings.EncryptionKey is not null)
        {
            return await SealedAsync(settings, store, cancellationToken);
        }

        return await SealedStorage.IsSealedAsync(store, cancellationToken)
            ? throw new FaultException(new Fault(FaultCodes.StoreKeyMissing, $"the store '{store.Name}' is encrypted, and no key is configured", "name it under storage: encryption_key: ${env:OMUA_STORE_KEY}"))
            : store;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<SealedStorage> SealedAsync(StorageSettings settings, IStorageBackend store, CancellationToken cancellationToken) =>
        await SealedStorage.OpenAsync(store, MasterKeys.Parse(settings.EncryptionKeyId, settings.EncryptionKey!, settings.OldEncryptionKeys), cancellationToken);
}
