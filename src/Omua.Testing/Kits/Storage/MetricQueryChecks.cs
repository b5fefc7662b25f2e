using System.Globalization;

namespace Omua.Testing;

/// <summary>Groups, filters, windows and buckets.</summary>
internal sealed class MetricQueryChecks : StorageChecks
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public MetricQueryChecks()
        : base("metrics.query", typeof(IMetricStore), nameof(IMetricStore.QueryAsync))
    {
        Metrics("gives nothing for an unknown metric", async (trial, metrics) =>
            Expect.Empty(await metrics.QueryAsync(new MetricQuery { Name = trial.Word("none"), GroupBy = ["a"], Bucket = TimeSpan.FromDays(1) }, trial.Ended), "groups"));
        Asks("gives count, sum, least and greatest", query => query, ((null, ""), (5, 31d, 1d, 16d)));
        Asks("groups by a tag, in order of its values", query => query with { GroupBy = ["channel"] }, ((null, "display"), (1, 16, 16, 16)), ((null, "search"), (2, 5, 1, 4)), ((null, "social"), (2, 10, 2, 8)));
        Asks("groups by two tags, in their order", query => query with { GroupBy = ["country", "channel"] },
            ((null, "|display"), (1, 16, 16, 16)), ((null, "de|search"), (1, 1, 1, 1)), ((null, "de|social"), (1, 2, 2, 2)), ((null, "us|search"), (1, 4, 4, 4)), ((null, "us|social"), (1, 8, 8, 8)));
        Asks("groups points without the tag under the empty text", query => query with { GroupBy = ["country"] }, ((null, ""), (1, 16, 16, 16)), ((null, "de"), (2, 3, 1, 2)), ((null, "us"), (2, 12, 4, 8)));
        Asks("groups by a tag that no point has", query => query with { GroupBy = ["none"] }, ((null, ""), (5, 31, 1, 16)));
        Asks("takes only points with a tag value", query => query with { Where = new Dictionary<string, string> { ["channel"] = "search" } }, ((null, ""), (2, 5, 1, 4)));
        Asks("takes only points with all tag values", query => query with { Where = new Dictionary<string, string> { ["channel"] = "search", ["country"] = "us" } }, ((null, ""), (1, 4, 4, 4)));
        Asks("takes points without a tag where its empty value is asked for", query => query with { Where = new Dictionary<string, string> { ["country"] = "" } }, ((null, ""), (1, 16, 16, 16)));
        Asks("tells tag values apart by case", query => query with { Where = new Dictionary<string, string> { ["channel"] = "Search" } });
        Asks("takes points from a time on, that time included", query => query with { From = Start.AddHours(25) }, ((null, ""), (3, 28, 4, 16)));
        Asks("takes points before a time, that time excluded", query => query with { Before = Start.AddHours(25) }, ((null, ""), (2, 3, 1, 2)));
        Asks("takes points between two times", query => query with { From = Start.AddHours(1), Before = Start.AddHours(26) }, ((null, ""), (2, 6, 2, 4)));
        Asks("gives nothing where From is Before", query => query with { From = Start.AddHours(1), Before = Start.AddHours(1) });
        Asks("reads times of other offsets as the same instant", query => query with { From = Start.AddHours(25).ToOffset(TimeSpan.FromHours(5.5)), Before = Start.AddHours(26).ToOffset(TimeSpan.FromHours(-8)) }, ((null, ""), (1, 4, 4, 4)));
        Asks("buckets by day", query => query with { Bucket = TimeSpan.FromDays(1) }, ((0, ""), (2, 3, 1, 2)), ((24, ""), (2, 12, 4, 8)), ((48, ""), (1, 16, 16, 16)));
        Asks("buckets by hour, leaving out empty ones", query => query with { Bucket = TimeSpan.FromHours(1), From = Start.AddHours(1) }, ((1, ""), (1, 2, 2, 2)), ((25, ""), (1, 4, 4, 4)), ((26, ""), (1, 8, 8, 8)), ((48, ""), (1, 16, 16, 16)));
        Asks("buckets and groups, by time first", query => query with { Bucket = TimeSpan.FromDays(1), GroupBy = ["channel"] },
            ((0, "search"), (1, 1, 1, 1)), ((0, "social"), (1, 2, 2, 2)), ((24, "search"), (1, 4, 4, 4)), ((24, "social"), (1, 8, 8, 8)), ((48, "display"), (1, 16, 16, 16)));
        Asks("buckets what a window cuts", query => query with { Bucket = TimeSpan.FromDays(1), From = Start.AddHours(1), Before = Start.AddHours(26) }, ((0, ""), (1, 2, 2, 2)), ((24, ""), (1, 4, 4, 4)));
        foreach (var (width, time, bucket) in Buckets)
        {
            Metrics($"puts {time} into the bucket {bucket} of {width}", async (trial, metrics) =>
            {
                await metrics.WriteAsync([new MetricPoint(trial.Word(), Time(time), 1)], trial.Ended);
                var group = Expect.Single(await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Bucket = width }, trial.Ended), "groups");
                Expect.Equal(Time(bucket), group.Bucket!.Value, "the bucket");
                Expect.Equal(TimeSpan.Zero, group.Bucket!.Value.Offset, "the offset of the bucket");
            });
        }

        foreach (var width in new[] { TimeSpan.Zero, TimeSpan.FromHours(-1), TimeSpan.FromTicks(9_999) })
        {
            Metrics($"refuses buckets of {width}", (trial, metrics) => Expect.FailsAsync(() => metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Bucket = width }, trial.Ended), StorageFailure.Invalid));
        }

        Metrics("refuses a query without a metric", (trial, metrics) => Expect.FailsAsync(() => metrics.QueryAsync(new MetricQuery { Name = "" }, trial.Ended), StorageFailure.Invalid));
        Metrics("keeps times to the millisecond", async (trial, metrics) =>
        {
            await metrics.WriteAsync([new MetricPoint(trial.Word(), Start.AddMilliseconds(1), 1), new MetricPoint(trial.Word(), Start.AddMilliseconds(2), 2)], trial.Ended);
            var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Bucket = TimeSpan.FromMilliseconds(1) }, trial.Ended);
            Expect.Sequence([Start.AddMilliseconds(1), Start.AddMilliseconds(2)], groups.Select(group => group.Bucket!.Value), "buckets");
        });
        Metrics("orders groups by the bytes of their tags", async (trial, metrics) =>
        {
            string[] values = ["b", "B", "é", "Z", "", "\U0001f600", "\uffee", "a b", "a"];
            await metrics.WriteAsync([.. values.Select(value => MetricWriteChecks.Point(trial, 1, 0, ("t", value)))], trial.Ended);
            var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), GroupBy = ["t"] }, trial.Ended);
            Expect.Sequence(values.Order(Utf8Order.Comparer), groups.Select(group => group.Tags["t"]), "tag values");
        });
        Metrics("sums many small parts without losing them", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. Enumerable.Range(0, 10_000).Select(number => MetricWriteChecks.Point(trial, 0.1, number))], trial.Ended);
            var sum = Expect.Single(await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended), "groups").Sum;
            Expect.That(Math.Abs(sum - 1_000) < 1e-6, $"10,000 times 0.1 is {sum.ToString("R", CultureInfo.InvariantCulture)}");
        });
    }

    private static IEnumerable<(TimeSpan Width, string Time, string Bucket)> Buckets =>
    [
        (TimeSpan.FromDays(1), "2026-03-01T00:00:00.000Z", "2026-03-01T00:00:00Z"),
        (TimeSpan.FromDays(1), "2026-03-01T23:59:59.999Z", "2026-03-01T00:00:00Z"),
        (TimeSpan.FromDays(1), "2026-03-02T00:30:00.000+01:00", "2026-03-01T00:00:00Z"),
        (TimeSpan.FromDays(1), "2026-02-28T20:00:00.000-05:00", "2026-03-01T00:00:00Z"),
        (TimeSpan.FromDays(7), "2026-03-01T12:00:00.000Z", "2026-02-26T00:00:00Z"),
        (TimeSpan.FromHours(1), "1969-12-31T23:30:00.000Z", "1969-12-31T23:00:00Z"),
        (TimeSpan.FromDays(1), "1969-12-31T00:00:00.000Z", "1969-12-31T00:00:00Z"),
        (TimeSpan.FromMinutes(7), "2026-03-01T00:12:59.999Z", "2026-03-01T00:06:00Z"),
        (TimeSpan.FromMilliseconds(1), "2026-03-01T00:00:00.0019999Z", "2026-03-01T00:00:00.001Z"),
        (TimeSpan.FromMilliseconds(1), "1969-12-31T23:59:59.9985Z", "1969-12-31T23:59:59.998Z"),
        (TimeSpan.FromDays(365), "2099-12-31T00:00:00.000Z", "2099-11-30T00:00:00Z"),
        (TimeSpan.FromHours(1), "2000-02-29T12:34:56.789Z", "2000-02-29T12:00:00Z"),
    ];

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>Five points of value 1, 2, 4, 8, 16 at hours 0, 1, 25, 26, 48; what a query must give, with its bucket as hours from the start.</summary>
    private void Asks(string promise, Func<MetricQuery, MetricQuery> ask, params IReadOnlyList<((int? Hour, string Tags) Key, (long Count, double Sum, double Min, double Max) Figures)> expected) =>
        Metrics(promise, async (trial, metrics) =>
        {
            await metrics.WriteAsync(
            [
                MetricWriteChecks.Point(trial, 1, 0, ("channel", "search"), ("country", "de")),
                MetricWriteChecks.Point(trial, 8, 26 * 60, ("channel", "social"), ("country", "us")),
                MetricWriteChecks.Point(trial, 2, 60, ("country", "de"), ("channel", "social")),
                MetricWriteChecks.Point(trial, 4, 25 * 60, ("channel", "search"), ("country", "us")),
                MetricWriteChecks.Point(trial, 16, 48 * 60, ("channel", "display")),
                MetricWriteChecks.Point(trial, 99) with { Name = trial.Word("other") },
            ], trial.Ended);
            var query = ask(new MetricQuery { Name = trial.Word() });
            var groups = await metrics.QueryAsync(query, trial.Ended);
            Expect.Sequence(
                expected.Select(group => (group.Key.Hour is { } hour ? Start.AddHours(hour) : (DateTimeOffset?)null, group.Key.Tags, group.Figures)),
                groups.Select(group => (group.Bucket, string.Join('|', query.GroupBy.Select(tag => group.Tags[tag])), (group.Count, group.Sum, group.Min, group.Max))), "groups");
        });
}
