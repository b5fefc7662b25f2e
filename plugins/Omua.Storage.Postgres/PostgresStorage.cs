using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>Keeps runs, metrics and documents in a PostgreSQL database that several machines share.</summary>
public sealed class PostgresStorage : StorageBackendPlugin<PostgresOptions>
{
    private PostgresDatabase? _database;
    private AppendQueue? _appends;

    /// <inheritdoc/>
    public override string Name => "postgres";

    /// <inheritdoc/>
    public override string Version => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Keeps runs, metrics and documents in a PostgreSQL database.";

    /// <inheritdoc/>
    public override IRunJournal Journal => new PostgresJournal(Database, _appends!);

    /// <inheritdoc/>
    public override IMetricStore Metrics => new PostgresMetrics(Database);

    /// <inheritdoc/>
    public override IDocumentStore Documents => new PostgresDocuments(Database);

    private PostgresDatabase Database => _database ?? throw new InvalidOperationException("The store is not open; initialize the plugin first.");

    /// <inheritdoc/>
    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        _database = await PostgresDatabase.OpenAsync(Options, cancellationToken).ConfigureAwait(false);
        _appends = new AppendQueue(_database, context.Scope);
    }

    /// <inheritdoc/>
    public override async Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        if (_database is { } database)
        {
            _database = null;
            await database.DisposeAsync().ConfigureAwait(false);
        }
    }
}
