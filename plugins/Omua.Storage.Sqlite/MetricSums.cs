using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// Answers a grouped query. Where buckets are whole days, or there are none, the days of the window are read from the figures that are kept of them, and only what is left of a day
/// at its ends from the points. The figures of groups are added up here rather than in SQL: SQLite sorts all rows by their groups first.
/// </summary>
internal sealed class MetricSums
{
    private readonly SqliteConnection _connection;
    private readonly MetricQuery _query;
    private readonly long? _width;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<long, int> _groupOfSeries = [];
    private readonly List<string[]> _groups = [];
    private readonly Dictionary<(long Bucket, int Group), MetricFigures> _sums = [];

    private MetricSums(SqliteConnection connection, MetricQuery query, CancellationToken cancellationToken) =>
        (_connection, _query, _width, _cancellationToken) = (connection, query, (long?)query.Bucket?.TotalMilliseconds, cancellationToken);

    public static IReadOnlyList<MetricGroup> Of(SqliteConnection connection, MetricQuery query, CancellationToken cancellationToken)
    {
        if (SqliteFile.Scalar(connection, "SELECT id FROM metric_names WHERE name = $name", ("$name", query.Name)) is not long name)
        {
            return [];
        }

        var sums = new MetricSums(connection, query, cancellationToken);
        sums.ReadSeries(name);
        sums.ReadWindow(name);
        return sums.Groups();
    }

    /// <summary>Which group each series of the query falls into; groups are numbered in the order of their tags.</summary>
    private void ReadSeries(long name)
    {
        var found = new List<(long Id, string[] Tags)>();
        using var read = Statement("SELECT id, tags FROM metric_series WHERE name = ?");
        read.Bind(1, name);
        while (read.Read())
        {
            if (MetricTags.Of(read.Text(1), _query) is { } tags)
            {
                found.Add((read.Integer(0), tags));
            }
        }

        found.Sort((one, other) => MetricTags.Compare(one.Tags, other.Tags));
        foreach (var (id, tags) in found)
        {
            if (_groups.Count == 0 || MetricTags.Compare(_groups[^1], tags) != 0)
            {
                _groups.Add(tags);
            }

            _groupOfSeries[id] = _groups.Count - 1;
        }
    }

    private void ReadWindow(long name)
    {
        var (from, before) = (_query.From?.ToUnixTimeMilliseconds(), _query.Before?.ToUnixTimeMilliseconds());
        var firstDay = from is { } start ? MetricDay.Of(start + MetricDay.Milliseconds - 1) : (long?)null;
        var endDay = before is { } end ? MetricDay.Of(end) : (long?)null;
        if (_width % MetricDay.Milliseconds is > 0 || firstDay >= endDay)
        {
            ReadPoints(name, from, before);
            return;
        }

        ReadDays(firstDay, endDay);
        if (from < firstDay)
        {
            ReadPoints(name, from, firstDay);
        }

        if (endDay < before)
        {
            ReadPoints(name, endDay, before);
        }
    }

    /// <summary>Series by series, as they lie: the days of one come in order, so that a bucket is looked up once for all of its days.</summary>
    private void ReadDays(long? from, long? before)
    {
        var columns = _width is null ? "min(day), sum(count), sum(sum), min(min), max(max)" : "day, count, sum, min, max";
        using var read = Statement($"SELECT {columns} FROM metric_days WHERE series = ? AND day >= ? AND day < ?{(_width is null ? " HAVING count(*) > 0" : "")}");
        read.Bind(2, from ?? long.MinValue);
        read.Bind(3, before ?? long.MaxValue);
        foreach (var (series, group) in _groupOfSeries)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            read.Bind(1, series);
            var (sum, end) = (default(MetricFigures), long.MinValue);
            while (read.Read())
            {
                var day = read.Integer(0);
                if (sum is null || (_width is not null && day >= end))
                {
                    sum = Sum(day, group, out end);
                }

                sum.Add(read.Integer(1), read.Real(2), read.Real(3), read.Real(4));
            }
        }
    }

    private void ReadPoints(long name, long? from, long? before)
    {
        using var read = Statement("SELECT series, at, value FROM metric_points WHERE name = ? AND at >= ? AND at < ?");
        read.Bind(1, name);
        read.Bind(2, from ?? long.MinValue);
        read.Bind(3, before ?? long.MaxValue);
        for (var number = 0; read.Read(); number++)
        {
            if (number % 10_000 == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            if (_groupOfSeries.TryGetValue(read.Integer(0), out var group))
            {
                Sum(read.Integer(1), group, out _).Add(read.Real(2));
            }
        }
    }

    /// <summary>The figures of the bucket and group that a time falls into, and where the bucket ends.</summary>
    private MetricFigures Sum(long at, int group, out long end)
    {
        // Rounds down, times before 1970 too, where a remainder is negative.
        var bucket = _width is { } width ? at - (((at % width) + width) % width) : 0;
        end = bucket + (_width ?? 0);
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (bucket, group), out _);
        return sum ??= new MetricFigures();
    }

    private IReadOnlyList<MetricGroup> Groups() =>
    [
        .. _sums.OrderBy(sum => sum.Key).Select(sum => new MetricGroup(
            _query.GroupBy.Zip(_groups[sum.Key.Group], KeyValuePair.Create).ToDictionary(StringComparer.Ordinal),
            _width is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(sum.Key.Bucket), sum.Value.Count, sum.Value.Sum, sum.Value.Min, sum.Value.Max)),
    ];

    private SqliteStatement Statement(string sql) => new(_connection.Handle!, sql);
}
