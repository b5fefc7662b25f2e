namespace Omua.Abstractions;

/// <summary>Base of a storage backend plugin: name it and give the three primitives.</summary>
public abstract class StorageBackendPlugin : Plugin, IStorageBackend
{
    /// <summary><see cref="PluginType.StorageBackend"/>.</summary>
    public sealed override PluginType Type => PluginType.StorageBackend;

    /// <inheritdoc/>
    public abstract IRunJournal Journal { get; }

    /// <inheritdoc/>
    public abstract IMetricStore Metrics { get; }

    /// <inheritdoc/>
    public abstract IDocumentStore Documents { get; }

    /// <inheritdoc/>
    public virtual IStoreMaintenance? Maintenance => null;
}
