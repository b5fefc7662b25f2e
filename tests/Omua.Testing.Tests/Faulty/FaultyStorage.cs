namespace Omua.Testing.Tests.Faulty;

/// <summary>A store in memory that breaks one promise.</summary>
internal sealed class FaultyStorage(StorageFault fault, MemoryStore store) : StorageBackendPlugin
{
    private readonly MemoryStorage _whole = new(store);

    public override string Name => "faulty";

    public override string Version => "1.0.0";

    public override string Description => "Breaks one promise.";

    public override IRunJournal Journal => new FaultyJournal(fault, _whole.Journal);

    public override IMetricStore Metrics => new FaultyMetrics(fault, _whole.Metrics);

    public override IDocumentStore Documents => new FaultyDocuments(fault, _whole.Documents);

    public override Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default) => _whole.InitializeAsync(context, cancellationToken);

    public override Task ShutdownAsync(CancellationToken cancellationToken = default) => _whole.ShutdownAsync(cancellationToken);
}
