namespace Omua.Abstractions;

/// <summary>
/// A store, made of three small primitives. Everything that the product keeps (plans, approvals, spend reservations, audit) is built on these,
/// so it works on every backend. Failures are thrown as <see cref="StorageException"/> with their class. Calls may come at the same time from several
/// threads, and from several processes where the store allows more than one.
/// </summary>
public interface IStorageBackend
{
    /// <summary>The plugin's name; the same as <see cref="IPlugin.Name"/>.</summary>
    string Name { get; }

    /// <summary>Runs, as journals of events.</summary>
    IRunJournal Journal { get; }

    /// <summary>Figures over time.</summary>
    IMetricStore Metrics { get; }

    /// <summary>JSON by collection and key.</summary>
    IDocumentStore Documents { get; }

    /// <summary>Checks, copies and restores the store; null where it offers none of it. Default: null.</summary>
    IStoreMaintenance? Maintenance => null;
}
