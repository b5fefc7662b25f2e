using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite.Tests;

/// <summary>The figures that are kept of each day answer as the points themselves would, whatever came late, twice or was deleted.</summary>
public sealed class SqliteMetricDayTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2025, 12, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan?[] Widths = [null, TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromHours(1), TimeSpan.FromHours(36)];

    private readonly FakeHost _host = new();
    private IStorageBackend _store = null!;

    private string Db => Path.Combine(_host.WorkingDirectory, "omua.db");

    public async ValueTask InitializeAsync() => _store = await _host.StartAsync(new SqliteStorage());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Query_AnyWindowAfterAnyWritesAndDeletes_IsWhatThePointsSay(int seed)
    {
        var random = new Random(seed);
        var points = new List<MetricPoint>();
        for (var round = 0; round < 12; round++)
        {
            var written = Enumerable.Range(0, random.Next(1, 80)).Select(_ => Point(random)).ToList();
            await _store.Metrics.WriteAsync(written);
            points.AddRange(written);
            if (round % 3 == 2)
            {
                var before = Moment(random);
                var expected = points.RemoveAll(point => point.Name == "spend" && point.Timestamp < before);
                Assert.Equal(expected, await _store.Metrics.DeleteAsync("spend", before));
            }

            for (var question = 0; question < 25; question++)
            {
                var query = new MetricQuery
                {
                    Name = random.Next(4) == 0 ? "clicks" : "spend",
                    From = random.Next(3) == 0 ? null : Moment(random),
                    Before = random.Next(3) == 0 ? null : Moment(random),
                    Bucket = Widths[random.Next(Widths.Length)],
                    GroupBy = [.. new[] { "channel", "country" }.Where(_ => random.Next(2) == 0)],
                    Where = random.Next(3) == 0 ? new Dictionary<string, string> { ["channel"] = random.Next(2) == 0 ? "a" : "" } : [],
                };
                var (told, asked) = (await _store.Metrics.QueryAsync(query), Groups(points, query));
                Assert.Equal(asked.Select(Shown), told.Select(Shown));
                Assert.All(told.Zip(asked), pair => Assert.Equal(pair.Second.Sum, pair.First.Sum, tolerance: 1e-9 * Math.Max(1, Math.Abs(pair.Second.Sum))));
            }
        }

        Assert.Equal(points.Select(point => point.Name).Distinct().Order(StringComparer.Ordinal), await _store.Metrics.NamesAsync());
    }

    [Fact]
    public async Task Query_WholeDays_ReadsNoPoint()
    {
        await _store.Metrics.WriteAsync([.. Enumerable.Range(0, 200).Select(hour => new MetricPoint("spend", Start.AddHours(hour), 1))]);
        using (var file = Open())
        {
            using var empty = new SqliteCommand("DELETE FROM metric_points", file);
            Assert.Equal(200, empty.ExecuteNonQuery());
        }

        var groups = await _store.Metrics.QueryAsync(new MetricQuery { Name = "spend", Bucket = TimeSpan.FromDays(1), From = Start.AddDays(1), Before = Start.AddDays(4) });
        Assert.Equal([24, 24, 24], groups.Select(group => group.Count));
    }

    [Fact]
    public async Task Open_FileOfTheFirstSchema_KeepsPointsAndAnswersFromDays()
    {
        var random = new Random(7);
        var points = Enumerable.Range(0, 500).Select(_ => Point(random)).ToList();
        await _host.DisposeAsync();
        await using var host = new FakeHost(Directory.CreateTempSubdirectory("omua-first-").FullName);
        WriteFirst(Path.Combine(host.WorkingDirectory, "omua.db"), points);

        IStorageBackend store = await host.StartAsync(new SqliteStorage());

        var query = new MetricQuery { Name = "spend", Bucket = TimeSpan.FromDays(1), GroupBy = ["channel"] };
        Assert.Equal(Groups(points, query).Select(Shown), (await store.Metrics.QueryAsync(query)).Select(Shown));
        Assert.Equal(
            points.Where(point => point.Name == "spend").Select(point => (point.Timestamp, point.Value)).Order(),
            (await store.Metrics.ReadAsync(query).ToListAsync()).Select(point => (point.Timestamp, point.Value)).Order());
        await store.Metrics.WriteAsync([new MetricPoint("spend", Start, 5)]);
        Assert.Equal(points.Count(point => point.Name == "spend") + 1, (await store.Metrics.QueryAsync(new MetricQuery { Name = "spend" })).Single().Count);
    }

    private static void WriteFirst(string path, IReadOnlyList<MetricPoint> points)
    {
        using var file = new SqliteConnection($"Data Source={path};Pooling=false");
        file.Open();
        using var schema = new SqliteCommand(FirstSchema.Sql, file);
        schema.ExecuteNonQuery();
        foreach (var point in points)
        {
            using var insert = new SqliteCommand("INSERT INTO metrics (name, at, value, tags) VALUES ($name, $at, $value, $tags)", file);
            insert.Parameters.AddWithValue("$name", point.Name);
            insert.Parameters.AddWithValue("$at", point.Timestamp.ToUnixTimeMilliseconds());
            insert.Parameters.AddWithValue("$value", point.Value);
            insert.Parameters.AddWithValue("$tags", System.Text.Json.JsonSerializer.Serialize(point.Tags));
            insert.ExecuteNonQuery();
        }
    }

    private SqliteConnection Open()
    {
        var file = new SqliteConnection($"Data Source={Db};Pooling=false");
        file.Open();
        return file;
    }

    private static MetricPoint Point(Random random)
    {
        var tags = new Dictionary<string, string>();
        foreach (var (tag, values) in new[] { ("channel", "ab"), ("country", "xyz") }.Where(_ => random.Next(4) > 0).OrderBy(_ => random.Next()))
        {
            tags[tag] = values[random.Next(values.Length)].ToString();
        }

        return new MetricPoint(random.Next(4) == 0 ? "clicks" : "spend", Moment(random), random.Next(-1_000, 1_000) / 8.0) { Tags = tags };
    }

    /// <summary>Around the turn of a year, and now and then before 1970; often on the stroke of a day.</summary>
    private static DateTimeOffset Moment(Random random)
    {
        var start = random.Next(8) == 0 ? DateTimeOffset.UnixEpoch.AddDays(-5) : Start;
        return random.Next(3) == 0 ? start.AddDays(random.Next(10)) : start.AddMilliseconds(random.NextInt64(10 * 86_400_000L));
    }

    private static List<MetricGroup> Groups(IEnumerable<MetricPoint> points, MetricQuery query) =>
    [
        .. points.Where(point => point.Name == query.Name && !(point.Timestamp < query.From) && !(point.Timestamp >= query.Before) && query.Where.All(tag => Tag(point, tag.Key) == tag.Value))
            .GroupBy(point => (Bucket: Floor(point.Timestamp, query.Bucket), Tags: string.Join('\u0001', query.GroupBy.Select(tag => Tag(point, tag)))))
            .OrderBy(group => group.Key.Bucket).ThenBy(group => group.Key.Tags, StringComparer.Ordinal)
            .Select(group => new MetricGroup(query.GroupBy.ToDictionary(tag => tag, tag => Tag(group.First(), tag)), group.Key.Bucket, group.Count(), group.Sum(each => each.Value), group.Min(each => each.Value), group.Max(each => each.Value))),
    ];

    private static string Tag(MetricPoint point, string tag) => point.Tags.GetValueOrDefault(tag, "");

    private static DateTimeOffset? Floor(DateTimeOffset time, TimeSpan? width) => width is { } bucket
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Floor(time.ToUnixTimeMilliseconds() / bucket.TotalMilliseconds) * (long)bucket.TotalMilliseconds)
        : null;

    private static string Shown(MetricGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Bucket:O} {string.Join(',', group.Tags.Select(tag => $"{tag.Key}={tag.Value}"))} {group.Count} {group.Min} {group.Max}");
}
