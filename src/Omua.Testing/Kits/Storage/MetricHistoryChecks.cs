namespace Omua.Testing;

/// <summary>Random points and random queries against a store in memory.</summary>
internal sealed class MetricHistoryChecks : StorageChecks
{
    private const int Histories = 20;
    private static readonly DateTimeOffset Start = new(1969, 12, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan[] Widths = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(7), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    public MetricHistoryChecks()
        : base("history.metrics", typeof(IMetricStore), nameof(IMetricStore.WriteAsync), nameof(IMetricStore.QueryAsync))
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            var number = seed;
            Metrics($"400 points and 25 queries of seed {number} give what the contract says", (trial, metrics) => PlayAsync(trial, metrics, number));
        }
    }

    private static async Task PlayAsync(StorageTrial trial, IMetricStore metrics, int seed)
    {
        var random = new Random(seed);
        var model = new MemoryStorage().Metrics;
        for (var round = 0; round < 5; round++)
        {
            var points = Enumerable.Range(0, 80).Select(_ => Point(trial, random)).ToList();
            await metrics.WriteAsync(points, trial.Ended);
            await model.WriteAsync(points);
            for (var asked = 0; asked < 5; asked++)
            {
                var query = Query(trial, random);
                var (expected, actual) = (await model.QueryAsync(query), await metrics.QueryAsync(query, trial.Ended));
                var shown = $"{query.Name[^2..]} from {query.From:O} before {query.Before:O} in buckets of {query.Bucket} by [{string.Join(", ", query.GroupBy)}] where [{string.Join(", ", query.Where)}]";
                Expect.Sequence(expected.Select(group => (group.Bucket, Tags(group, query), group.Count, group.Min, group.Max)), actual.Select(group => (group.Bucket, Tags(group, query), group.Count, group.Min, group.Max)), $"groups of {shown}");
                foreach (var (left, right) in expected.Zip(actual))
                {
                    Expect.That(Math.Abs(left.Sum - right.Sum) <= 1e-9 * Math.Max(1, left.Count * Math.Max(Math.Abs(left.Min), Math.Abs(left.Max))), $"a sum of {shown}: expected {left.Sum}, got {right.Sum}");
                }
            }
        }
    }

    private static MetricPoint Point(StorageTrial trial, Random random)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tag in new[] { "channel", "country" }.Where(_ => random.Next(4) > 0))
        {
            tags[tag] = random.Next(5) == 0 ? "" : $"v{random.Next(3)}";
        }

        var at = Start.AddMilliseconds(random.NextInt64(0, (long)TimeSpan.FromDays(5).TotalMilliseconds)).AddTicks(random.Next(10_000));
        return new MetricPoint(trial.Word($"m{random.Next(2)}"), at.ToOffset(TimeSpan.FromMinutes(30 * random.Next(-20, 20))), Math.Round(random.NextDouble() * 2_000 - 1_000, 3)) { Tags = tags };
    }

    private static MetricQuery Query(StorageTrial trial, Random random) => new()
    {
        Name = trial.Word($"m{random.Next(2)}"),
        From = random.Next(2) == 0 ? null : Start.AddMinutes(random.Next(5_000)),
        Before = random.Next(2) == 0 ? null : Start.AddMinutes(random.Next(2_000, 7_200)),
        Bucket = random.Next(3) == 0 ? null : Widths[random.Next(Widths.Length)],
        GroupBy = [.. new[] { "country", "none", "channel" }.Where(_ => random.Next(2) == 0)],
        Where = random.Next(3) > 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["channel"] = random.Next(3) == 0 ? "" : $"v{random.Next(3)}" },
    };

    private static string Tags(MetricGroup group, MetricQuery query) => string.Join('|', query.GroupBy.Select(tag => group.Tags[tag]));
}
