using System.Diagnostics;

namespace Omua.Storage.Bench;

/// <summary>Metric points in batches of ten thousand, against the same points into one plain indexed table.</summary>
internal static class Bulk
{
    private const int Batch = 10_000;
    private const int Batches = 10;

    public static async Task RunAsync(string name, IStorageBackend store, IRawStore raw, int rounds)
    {
        await using (raw)
        {
            var (bare, ours) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var batches = Enumerable.Range(0, Batches).Select(batch => ManyMetrics.Points(((long)round * Batches) + batch, Batch)).ToList();
                var rates = (Bare: await RateAsync(batches, raw.BulkAsync), Ours: await RateAsync(batches, points => store.Metrics.WriteAsync(points)));
                if (round > 0)
                {
                    bare.Add(rates.Bare);
                    ours.Add(rates.Ours);
                }
            }

            Console.WriteLine($"{name}, metric rows a second in batches of {Batch:N0}, medians of {rounds}: bare driver {Figures.Of(bare)}, store {Figures.Of(ours)} ({Figures.Median(ours) / Figures.Median(bare):P0} of bare)");
        }
    }

    private static async Task<double> RateAsync(List<IReadOnlyList<MetricPoint>> batches, Func<IReadOnlyList<MetricPoint>, Task> write)
    {
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            await write(batch);
        }

        return Batch * Batches / watch.Elapsed.TotalSeconds;
    }
}
