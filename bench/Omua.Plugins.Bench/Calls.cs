using System.Diagnostics;
using System.Globalization;

namespace Omua.Plugins.Bench;

/// <summary>A call of a store that answers at once, through the guard and without it.</summary>
internal static class Calls
{
    private const int PerRound = 2_000_000;

    private const string Store = """
        public sealed class BenchStore : StorageBackendPlugin, IDocumentStore
        {
            static readonly Task<Document?> Found = Task.FromResult<Document?>(new("k", "{}", 1, DateTimeOffset.UnixEpoch));
            public override string Name => "bench_store";
            public override string Version => "1.0.0";
            public override IRunJournal Journal => throw new NotSupportedException();
            public override IMetricStore Metrics => throw new NotSupportedException();
            public override IDocumentStore Documents => this;
            public Task<Document?> GetAsync(string collection, string key, CancellationToken token) => Found;
            public Task<long> PutAsync(string collection, string key, string json, long? expected, CancellationToken token) => throw new NotSupportedException();
            public Task<bool> DeleteAsync(string collection, string key, long? expected, CancellationToken token) => throw new NotSupportedException();
            public Task<Page<Document>> ListAsync(string collection, string prefix, int limit, string? cursor, CancellationToken token) => throw new NotSupportedException();
            public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken token) => throw new NotSupportedException();
        }
        """;

    public static async Task RunAsync(int rounds)
    {
        using var ground = new Ground();
        await File.WriteAllTextAsync(Path.Combine(ground.Plugins, "bench_store.cs"), Store);
        Console.WriteLine("\nOne call that answers at once\n\n| contexts | direct, ns | through the guard, ns | the guard adds, ns | bytes a call | aim |\n|---|---|---|---|---|---|");
        foreach (var collectible in new[] { false, true })
        {
            await using var manager = PluginManager.SetUp(Child.Options(ground.Home) with { Collectible = collectible, Limits = new PluginLimits { OwnThread = false } });
            var guarded = (await manager.GetStorageBackendAsync("bench_store")).Documents;
            var blueprint = manager.Blueprint(manager.Plugins[0]);
            var direct = ((IStorageBackend)blueprint.Create(blueprint.Configuration)).Documents;
            var (plain, through, bytes) = (new List<double>(), new List<double>(), 0L);
            for (var round = -2; round < rounds; round++)
            {
                var (one, _) = Take(direct);
                var (other, allocated) = Take(guarded);
                if (round >= 0)
                {
                    plain.Add(one);
                    through.Add(other);
                    bytes = allocated;
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(collectible ? "can be unloaded" : "stay loaded")} | {Stopwatches.Median(plain):N1} | {Stopwatches.Median(through):N1} | {Stopwatches.Median(through) - Stopwatches.Median(plain):N1} | {bytes / (double)PerRound:N2} | 100 ns, 0 bytes |"));
        }
    }

    private static (double Nanoseconds, long Bytes) Take(IDocumentStore documents)
    {
        using var stop = new CancellationTokenSource();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var from = Stopwatch.GetTimestamp();
        for (var call = 0; call < PerRound; call++)
        {
            if (!documents.GetAsync("c", "k", stop.Token).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("the call did not return at once");
            }
        }

        return (Stopwatch.GetElapsedTime(from).TotalNanoseconds / PerRound, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
