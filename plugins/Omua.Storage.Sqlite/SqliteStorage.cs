using Microsoft.Extensions.Logging;

namespace Omua.Storage.Sqlite;

/// <summary>Keeps runs, metrics and documents in one SQLite file. The default store.</summary>
public sealed partial class SqliteStorage : StorageBackendPlugin<SqliteOptions>
{
    private SqliteFile? _file;

    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override string Version => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Keeps runs, metrics and documents in one SQLite file.";

    /// <inheritdoc/>
    public override IRunJournal Journal => new SqliteJournal(File, Context.Time);

    /// <inheritdoc/>
    public override IMetricStore Metrics => new SqliteMetrics(File);

    /// <inheritdoc/>
    public override IDocumentStore Documents => new SqliteDocuments(File, Context.Time);

    /// <inheritdoc/>
    public override IStoreMaintenance Maintenance => new SqliteMaintenance(File);

    private SqliteFile File => _file ?? throw new InvalidOperationException("The store is not open; initialize the plugin first.");

    /// <inheritdoc/>
    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        var path = Options.Path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Options.Path[2..])
            : Path.Combine(context.WorkingDirectory, Options.Path);
        _file = await SqliteFile.OpenAsync(path, Options.BusyTimeout, cancellationToken).ConfigureAwait(false);
        if (_file.IsReadOnly)
        {
            LogDamaged(context.Logger, path);
        }
    }

    /// <inheritdoc/>
    public override async Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        if (_file is { } file)
        {
            _file = null;
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} is damaged and only read; restore a backup: omua storage restore FILE")]
    private static partial void LogDamaged(ILogger logger, string path);
}
