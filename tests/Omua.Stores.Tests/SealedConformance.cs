using System.Collections.Concurrent;
using Omua.Stores.Sealing;

namespace Omua.Stores.Tests;

/// <summary>An encrypted store keeps the storage contract, but for the sizes at its upper limits: what is sealed is a third longer.</summary>
public sealed class SealedConformance : StorageBackendConformance
{
    private static readonly ConcurrentDictionary<string, MemoryStore> Stores = [];

    protected override PluginUnderTest Plugin => new() { Create = _ => new SealedPlugin() };

    protected override IReadOnlyDictionary<string, string> Skipped { get; } = new[] { "journal.limits: takes an event of 16 MB", "journal.limits: takes a summary of 64 kB", "documents: of 16 MB are taken" }
        .ToDictionary(name => name, _ => "what is sealed is a third longer, and refused as too large where that is over the limit");

    private sealed class SealedPlugin : StorageBackendPlugin
    {
        private static readonly MasterKeys Masters = MasterKeys.Parse("1", Convert.ToBase64String(new byte[32]), new Dictionary<string, string>());
        private SealedStorage? _store;

        public override string Name => "sealed";

        public override string Version => "1.0.0";

        public override string Description => "A store in memory whose texts are encrypted.";

        public override IRunJournal Journal => Store.Journal;

        public override IMetricStore Metrics => Store.Metrics;

        public override IDocumentStore Documents => Store.Documents;

        private SealedStorage Store => _store ?? throw new InvalidOperationException("The store is not open.");

        public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
        {
            await base.InitializeAsync(context, cancellationToken);
            var inner = new MemoryStorage(Stores.GetOrAdd(context.WorkingDirectory, _ => new MemoryStore()));
            await inner.InitializeAsync(context, cancellationToken);
            _store = await SealedStorage.OpenAsync(inner, Masters, cancellationToken);
        }

        public override Task ShutdownAsync(CancellationToken cancellationToken = default)
        {
            _store = null;
            return Task.CompletedTask;
        }
    }
}
