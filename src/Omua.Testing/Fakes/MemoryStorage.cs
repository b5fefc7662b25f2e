namespace Omua.Testing;

/// <summary>A store in memory that keeps every promise of the contract but durability beyond the process. For tests of agents, of LLM backends, and of what is built on a store.</summary>
public sealed class MemoryStorage(MemoryStore? store = null, TimeProvider? time = null) : StorageBackendPlugin
{
    private readonly MemoryStore _store = store ?? new MemoryStore();
    private TimeProvider _time = time ?? TimeProvider.System;
    private bool _isOver;

    /// <inheritdoc/>
    public override string Name => "memory";

    /// <inheritdoc/>
    public override string Version => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Keeps runs, metrics and documents in memory.";

    /// <inheritdoc/>
    public override IRunJournal Journal => new MemoryJournal(Open, _time);

    /// <inheritdoc/>
    public override IMetricStore Metrics => new MemoryMetrics(Open);

    /// <inheritdoc/>
    public override IDocumentStore Documents => new MemoryDocuments(Open, _time);

    private MemoryStore Open => _isOver ? throw new InvalidOperationException("The store was shut down.") : _store;

    /// <summary>Takes the host's clock. A store that is not initialized takes the one of its constructor.</summary>
    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        _time = context.Time;
    }

    /// <summary>Ends this client; what it wrote stays in the store.</summary>
    public override Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        _isOver = true;
        return Task.CompletedTask;
    }
}
