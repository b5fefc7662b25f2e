using System.Diagnostics;

namespace Omua.Storage.Bench;

/// <summary>Ten million rows of hourly figures: how long grouped queries over all of them take, and whether reading all of them out needs more memory than reading some.</summary>
internal static class ManyMetrics
{
    private const int Batch = 50_000;
    private const int Campaigns = 100;
    private static readonly string[] Channels = ["search", "social", "display", "video", "email"];
    private static readonly string[] Countries = ["de", "fr"];
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, Func<MetricQuery, MetricQuery> Of)[] Questions =
    [
        ("all, by channel", query => query with { GroupBy = ["channel"] }),
        ("by day and channel", query => query with { GroupBy = ["channel"], Bucket = TimeSpan.FromDays(1) }),
        ("by week, channel and country", query => query with { GroupBy = ["channel", "country"], Bucket = TimeSpan.FromDays(7) }),
        ("by campaign, of one channel", query => query with { GroupBy = ["campaign"], Where = new Dictionary<string, string> { ["channel"] = "search" } }),
        ("100 days and 10 hours, by channel", query => query with { GroupBy = ["channel"], From = Start.AddHours(5), Before = Start.AddDays(100).AddHours(15) }),
        ("one day by hour", query => query with { Bucket = TimeSpan.FromHours(1), From = Start.AddDays(50), Before = Start.AddDays(51) }),
    ];

    /// <summary>Points in the order of time: one for each hour, campaign, channel and country.</summary>
    public static IReadOnlyList<MetricPoint> Points(long batch, int count)
    {
        var series = Campaigns * Channels.Length * Countries.Length;
        return [.. Enumerable.Range(0, count).Select(offset =>
        {
            var (hour, number) = Math.DivRem((batch * count) + offset, series);
            return new MetricPoint("spend", Start.AddHours(hour), (number % 97) / 4.0)
            {
                Tags = new Dictionary<string, string>
                {
                    ["campaign"] = $"c{number % Campaigns}", ["channel"] = Channels[number / Campaigns % Channels.Length], ["country"] = Countries[number / Campaigns / Channels.Length],
                },
            };
        })];
    }

    public static async Task RunAsync(IStorageBackend store, int rows)
    {
        var watch = Stopwatch.StartNew();
        for (var batch = 0; batch < rows / Batch; batch++)
        {
            await store.Metrics.WriteAsync(Points(batch, Batch));
        }

        Console.WriteLine($"{rows:N0} rows written in {watch.Elapsed.TotalSeconds:N1} s");
        var all = new List<double>();
        foreach (var (name, of) in Questions)
        {
            var (times, groups) = (new List<double>(), 0);
            for (var round = 0; round <= 20; round++)
            {
                watch.Restart();
                groups = (await store.Metrics.QueryAsync(of(new MetricQuery { Name = "spend" }))).Count;
                if (round > 0)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            all.AddRange(times);
            Console.WriteLine($"{name}: {groups:N0} groups, median {Figures.Median(times):N1} ms, p95 {Figures.At(times, 0.95):N1} ms");
        }

        Console.WriteLine($"all questions together: p95 {Figures.At(all, 0.95):N1} ms");
        var (read, most, early) = (0, 0L, 0L);
        watch.Restart();
        await foreach (var point in store.Metrics.ReadAsync(new MetricQuery { Name = "spend" }))
        {
            if (++read % (rows / 20) == 0)
            {
                var memory = GC.GetTotalMemory(forceFullCollection: true);
                early = early == 0 ? memory : early;
                most = Math.Max(most, memory);
            }
        }

        Console.WriteLine($"{read:N0} rows read out in {watch.Elapsed.TotalSeconds:N1} s; memory {early / 1048576.0:N1} MiB after a twentieth, {most / 1048576.0:N1} MiB at most");
    }
}
