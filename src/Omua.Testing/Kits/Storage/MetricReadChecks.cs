namespace Omua.Testing;

/// <summary>The points themselves: reading them, naming their metrics, deleting old ones.</summary>
internal sealed class MetricReadChecks : StorageChecks
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public MetricReadChecks()
        : base("metrics.points", typeof(IMetricStore), nameof(IMetricStore.ReadAsync), nameof(IMetricStore.NamesAsync), nameof(IMetricStore.DeleteAsync))
    {
        Metrics("of an unknown metric are none", async (trial, metrics) => Expect.Empty(await ReadAsync(trial, metrics, query => query), "points"));
        Metrics("come back as they were written, by time", async (trial, metrics) =>
        {
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 0.1, 5, ("b", "2"), ("a", "")), MetricWriteChecks.Point(trial, -2, -5), MetricWriteChecks.Point(trial, 3, 0, ("ä", "ö"))], trial.Ended);
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 9) with { Name = trial.Word("other") }], trial.Ended);
            Expect.Sequence(["-5: -2 []", "0: 3 [ä=ö]", "5: 0.1 [a=,b=2]"], (await ReadAsync(trial, metrics, query => query)).Select(Shown), "points");
        });
        Metrics("of a window and a tag come alone", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. Enumerable.Range(0, 20).Select(minute => MetricWriteChecks.Point(trial, minute, minute, ("t", $"{minute % 2}")))], trial.Ended);
            var points = await ReadAsync(trial, metrics, query => query with { From = Start.AddMinutes(4), Before = Start.AddMinutes(10), Where = new Dictionary<string, string> { ["t"] = "0" } });
            Expect.Sequence([4d, 6, 8], points.Select(point => point.Value), "values");
        });
        Metrics("without the tag come where its empty value is asked for", async (trial, metrics) =>
        {
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 1), MetricWriteChecks.Point(trial, 2, 1, ("t", "")), MetricWriteChecks.Point(trial, 3, 2, ("t", "x"))], trial.Ended);
            Expect.Sequence([1d, 2], (await ReadAsync(trial, metrics, query => query with { Where = new Dictionary<string, string> { ["t"] = "" } })).Select(point => point.Value), "values");
        });
        Metrics("come all 25,000, each once, and 20 of one instant", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. Enumerable.Range(0, 25_000).Select(number => MetricWriteChecks.Point(trial, number, number / 20))], trial.Ended);
            var points = await ReadAsync(trial, metrics, query => query);
            Expect.Sequence(points.OrderBy(point => point.Timestamp).Select(point => point.Timestamp), points.Select(point => point.Timestamp), "times");
            Expect.Equal(25_000, points.Select(point => point.Value).Distinct().Count(), "points");
            Expect.Equal(25_000, points.Count, "points");
        });
        Metrics("can be left before their end", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. Enumerable.Range(0, 5_000).Select(number => MetricWriteChecks.Point(trial, number, number))], trial.Ended);
            Expect.Equal(7, await metrics.ReadAsync(new MetricQuery { Name = trial.Word() }, trial.Ended).Take(7).CountAsync(trial.Ended), "points before leaving");
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 1)], trial.Ended);
            Expect.Equal(5_001, (await ReadAsync(trial, metrics, query => query)).Count, "points");
        });
        Metrics("are named by metric, in byte order", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. new[] { "b", "a.x", "a", "a_x" }.Select(end => MetricWriteChecks.Point(trial, 1) with { Name = trial.Word(end) })], trial.Ended);
            Expect.Sequence(new[] { "a", "a.x", "a_x", "b" }.Select(end => trial.Word(end)), (await NamesAsync(trial, metrics)), "names");
        });
        Metrics("before a time are deleted, that time excluded", async (trial, metrics) =>
        {
            await metrics.WriteAsync([.. Enumerable.Range(0, 100).Select(minute => MetricWriteChecks.Point(trial, 1, minute, ("t", $"{minute % 7}")))], trial.Ended);
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 1) with { Name = trial.Word("other") }], trial.Ended);
            Expect.Equal(60, await metrics.DeleteAsync(trial.Word(), Start.AddMinutes(60), trial.Ended), "points that were deleted");
            Expect.Equal(0, await metrics.DeleteAsync(trial.Word(), Start.AddMinutes(60), trial.Ended), "points that were deleted the second time");
            Expect.Equal(40, (await ReadAsync(trial, metrics, query => query)).Count, "points that are left");
            Expect.Equal(40, (await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), GroupBy = ["t"], Bucket = TimeSpan.FromHours(1) }, trial.Ended)).Sum(group => group.Count), "points of groups that are left");
            Expect.Equal(40, (await metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended)).Sum(group => group.Count), "points of the whole that are left");
            Expect.Equal(2, (await NamesAsync(trial, metrics)).Count, "names that are left");
        });
        Metrics("that are all deleted leave no name", async (trial, metrics) =>
        {
            await metrics.WriteAsync([MetricWriteChecks.Point(trial, 1)], trial.Ended);
            Expect.Equal(1, await metrics.DeleteAsync(trial.Word(), Start.AddDays(1), trial.Ended), "points that were deleted");
            Expect.Empty(await NamesAsync(trial, metrics), "names");
            Expect.Empty(await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Bucket = TimeSpan.FromDays(1) }, trial.Ended), "groups");
        });
        Metrics("of an unknown metric cannot be deleted", async (trial, metrics) => Expect.Equal(0, await metrics.DeleteAsync(trial.Word("none"), Start, trial.Ended), "points that were deleted"));
    }

    private static async Task<List<MetricPoint>> ReadAsync(StorageTrial trial, IMetricStore metrics, Func<MetricQuery, MetricQuery> ask) =>
        await metrics.ReadAsync(ask(new MetricQuery { Name = trial.Word() }), trial.Ended).ToListAsync(trial.Ended);

    private static async Task<List<string>> NamesAsync(StorageTrial trial, IMetricStore metrics) =>
        [.. (await metrics.NamesAsync(trial.Ended)).Where(name => name.StartsWith(trial.Word(""), StringComparison.Ordinal))];

    private static string Shown(MetricPoint point) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{(point.Timestamp - Start).TotalMinutes}: {point.Value} [{string.Join(',', point.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}]");
}
