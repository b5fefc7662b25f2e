namespace Omua.Storage.Mongo;

/// <summary>Keeps runs, metrics and documents in a MongoDB database that several machines share.</summary>
public sealed class MongoStorage : StorageBackendPlugin<MongoOptions>
{
    private MongoStore? _store;

    /// <inheritdoc/>
    public override string Name => "mongodb";

    /// <inheritdoc/>
    public override string Version => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Keeps runs, metrics and documents in a MongoDB database.";

    /// <inheritdoc/>
    public override IRunJournal Journal => new MongoJournal(Store);

    /// <inheritdoc/>
    public override IMetricStore Metrics => new MongoMetrics(Store);

    /// <inheritdoc/>
    public override IDocumentStore Documents => new MongoDocuments(Store);

    private MongoStore Store => _store ?? throw new InvalidOperationException("The store is not open; initialize the plugin first.");

    /// <inheritdoc/>
    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        _store = await MongoStore.OpenAsync(Options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        _store?.Dispose();
        _store = null;
        return Task.CompletedTask;
    }
}
