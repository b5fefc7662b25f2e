namespace Omua.Plugins.Guard;

/// <summary>A storage backend as the host hands it out: the same object for as long as the host runs, whichever version of the plugin answers.</summary>
internal sealed class GuardedStorageBackend(PluginGuard guard) : IStorageBackend
{
    public string Name => guard.Name;

    public IRunJournal Journal { get; } = new GuardedJournal(guard);

    public IMetricStore Metrics { get; } = new GuardedMetrics(guard);

    public IDocumentStore Documents { get; } = new GuardedDocuments(guard);

    public IStoreMaintenance? Maintenance =>
        guard.Get<IStorageBackend, bool>(nameof(Maintenance), static plugin => plugin.Maintenance is not null) ? new GuardedMaintenance(guard) : null;
}
