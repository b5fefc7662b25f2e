namespace Omua.Testing;

/// <summary>The groups of checks of a storage backend, the simple ones first.</summary>
internal static class StorageKit
{
    public static IEnumerable<IReadOnlyList<ConformanceCheck>> Groups() =>
    [
        new PluginChecks<StorageTrial>(PluginType.StorageBackend, typeof(IStorageBackend), (plugin, token) => new StorageTrial(plugin, token)).Checks,
        new StoreLifeChecks().Checks,
        new MaintenanceChecks().Checks,
        new AppendChecks().Checks,
        new AppendLimitChecks().Checks,
        new LoadChecks().Checks,
        new RunListChecks().Checks,
        new RunDeletionChecks().Checks,
        new LeaseChecks().Checks,
        new FenceChecks().Checks,
        new TimerChecks().Checks,
        new MetricWriteChecks().Checks,
        new MetricQueryChecks().Checks,
        new MetricReadChecks().Checks,
        new DocumentChecks().Checks,
        new DocumentListChecks().Checks,
        new StoredTextChecks().Checks,
        new ConcurrencyChecks().Checks,
        new CancellationChecks().Checks,
        new RestartChecks().Checks,
        new JournalHistoryChecks().Checks,
        new DocumentHistoryChecks().Checks,
        new MetricHistoryChecks().Checks,
    ];
}
