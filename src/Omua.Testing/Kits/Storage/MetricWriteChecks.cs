namespace Omua.Testing;

/// <summary>What points are taken, and which are refused.</summary>
internal sealed class MetricWriteChecks : StorageChecks
{
    public MetricWriteChecks()
        : base("metrics.write", typeof(IMetricStore), nameof(IMetricStore.WriteAsync), nameof(IMetricStore.QueryAsync))
    {
        foreach (var count in new[] { 0, 1, 1_000, 20_000 })
        {
            Metrics($"keeps {count} points of one call", async (trial, metrics) =>
            {
                await metrics.WriteAsync([.. Enumerable.Range(0, count).Select(number => Point(trial, number, minute: number))], trial.Ended);
                var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended);
                Expect.Equal(count == 0 ? 0 : 1, groups.Count, "groups");
                Expect.Equal((count, count * (count - 1d) / 2), groups.Count == 0 ? (0, 0d) : ((int)groups[0].Count, groups[0].Sum), "count and sum");
            });
        }

        foreach (var value in new[] { 0, -1.5, double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1e-300, 9_007_199_254_740_993 })
        {
            Metrics($"keeps the value {value:R} exactly", async (trial, metrics) =>
            {
                await metrics.WriteAsync([Point(trial, value)], trial.Ended);
                var group = Expect.Single(await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended), "groups");
                Expect.Equal((value, value, value), (group.Sum, group.Min, group.Max), "sum, least and greatest");
            });
        }

        Refuses("a value that is not a number", (trial, point) => point with { Value = double.NaN });
        Refuses("an infinite value", (trial, point) => point with { Value = double.PositiveInfinity });
        Refuses("a negative infinite value", (trial, point) => point with { Value = double.NegativeInfinity });
        Refuses("a point without a name", (trial, point) => point with { Name = "" });
        Refuses("a name of 201 characters", (trial, point) => point with { Name = new string('m', 201) });
        Refuses("33 tags", (trial, point) => point with { Tags = Tags(33) });
        Refuses("a tag without a name", (trial, point) => point with { Tags = new Dictionary<string, string> { [""] = "x" } });
        Refuses("a tag's name of 201 characters", (trial, point) => point with { Tags = new Dictionary<string, string> { [new string('t', 201)] = "x" } });
        Refuses("a tag's value of 1,001 characters", (trial, point) => point with { Tags = new Dictionary<string, string> { ["t"] = new string('v', 1_001) } });
        Metrics("takes 32 tags, a name of 200 characters and a value of 1,000", async (trial, metrics) =>
        {
            var name = trial.Word().PadRight(200, 'm');
            await metrics.WriteAsync([new MetricPoint(name, trial.Time.GetUtcNow(), 1) { Tags = new Dictionary<string, string>(Tags(31)) { [new string('t', 200)] = new string('語', 1_000) } }], trial.Ended);
            var group = Expect.Single(await metrics.QueryAsync(new MetricQuery { Name = name, GroupBy = ["tag30", new string('t', 200)] }, trial.Ended), "groups");
            Expect.Equal(("value30", new string('語', 1_000)), (group.Tags["tag30"], group.Tags[new string('t', 200)]), "the tags");
        });
        Metrics("counts the same point twice where it is written twice", async (trial, metrics) =>
        {
            await metrics.WriteAsync([Point(trial, 2), Point(trial, 2)], trial.Ended);
            await metrics.WriteAsync([Point(trial, 2)], trial.Ended);
            Expect.Equal((3L, 6d), Expect.Single(await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended), "groups") is var group ? (group.Count, group.Sum) : default, "count and sum");
        });
        Metrics("takes points in any order of time", async (trial, metrics) =>
        {
            await metrics.WriteAsync([Point(trial, 3, minute: 90), Point(trial, 1, minute: 10), Point(trial, 2, minute: 50)], trial.Ended);
            await metrics.WriteAsync([Point(trial, 4, minute: -30)], trial.Ended);
            var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Bucket = TimeSpan.FromHours(1) }, trial.Ended);
            Expect.Sequence([4d, 3d, 3d], groups.Select(group => group.Sum), "sums by hour");
        });
        foreach (var name in new[] { "Cost", "cost/day", "cost day", "kosten_ä", "$cost" })
        {
            Refuses($"the name '{name}'", (_, point) => point with { Name = name });
        }

        Refuses("a tag with a NUL", (_, point) => point with { Tags = new Dictionary<string, string> { ["t\0"] = "x" } });
        Refuses("a tag value with a NUL", (_, point) => point with { Tags = new Dictionary<string, string> { ["t"] = "x\0" } });
    }

    internal static MetricPoint Point(StorageTrial trial, double value, int minute = 0, params IReadOnlyList<(string Tag, string Value)> tags) =>
        new(trial.Word(), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute), value) { Tags = tags.ToDictionary(tag => tag.Tag, tag => tag.Value) };

    private static Dictionary<string, string> Tags(int count) => Enumerable.Range(0, count).ToDictionary(number => $"tag{number}", number => $"value{number}");

    private void Refuses(string what, Func<StorageTrial, MetricPoint, MetricPoint> spoil) =>
        Metrics($"refuses {what}, and writes none of the call", async (trial, metrics) =>
        {
            MetricPoint[] points = [Point(trial, 1), spoil(trial, Point(trial, 2)), Point(trial, 3)];
            await Expect.FailsAsync(() => metrics.WriteAsync(points, trial.Ended), StorageFailure.Invalid, StorageFailure.TooLarge);
            Expect.Empty(await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended), "groups after the refusal");
        });
}
