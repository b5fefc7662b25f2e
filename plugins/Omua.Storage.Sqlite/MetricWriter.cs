using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Writes points, and keeps the figures of their days right in the same transaction.</summary>
internal static class MetricWriter
{
    public static int Write(WriterConnection connection, IReadOnlyList<MetricPoint> points)
    {
        var insert = connection.Statement("INSERT INTO metric_points (name, at, id, series, value) VALUES (?, ?, ?, ?, ?)");
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        var known = new Dictionary<(long Name, string Tags), long>();
        var days = new Dictionary<(long Series, long Day), MetricFigures>();
        var next = SqliteSchema.Next(connection, "point", points.Count) - points.Count;
        var text = new TagText();
        foreach (var point in points)
        {
            var time = point.Timestamp.ToUnixTimeMilliseconds();
            ref var nameId = ref CollectionsMarshal.GetValueRefOrAddDefault(names, point.Name, out var isKnown);
            nameId = isKnown ? nameId : NameOf(connection, point.Name);
            var tags = text.Of(point.Tags);
            ref var seriesId = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (nameId, tags), out isKnown);
            seriesId = isKnown ? seriesId : SeriesOf(connection, nameId, tags);
            insert.Bind(1, nameId);
            insert.Bind(2, time);
            insert.Bind(3, ++next);
            insert.Bind(4, seriesId);
            insert.Bind(5, point.Value);
            insert.Execute();
            ref var day = ref CollectionsMarshal.GetValueRefOrAddDefault(days, (seriesId, MetricDay.Of(time)), out _);
            (day ??= new MetricFigures()).Add(point.Value);
        }

        Add(connection, days);
        return points.Count;
    }

    /// <summary>Deletes points before a time. What is left of its day is counted anew: a least or greatest value cannot be taken back.</summary>
    public static long Delete(SqliteConnection connection, string name, long before)
    {
        const string Its = "name = (SELECT id FROM metric_names WHERE name = $name)";
        var day = MetricDay.Of(before);
        var deleted = SqliteFile.Execute(connection, $"DELETE FROM metric_points WHERE {Its} AND at < $before", ("$name", name), ("$before", before));
        SqliteFile.Execute(connection, $"DELETE FROM metric_days WHERE series IN (SELECT id FROM metric_series WHERE {Its}) AND day <= $day", ("$name", name), ("$day", day));
        SqliteFile.Execute(
            connection,
            $"""
            INSERT INTO metric_days (series, day, count, sum, min, max)
            SELECT series, $day, count(*), sum(value), min(value), max(value) FROM metric_points WHERE {Its} AND at >= $day AND at < $end GROUP BY series
            """,
            ("$name", name), ("$day", day), ("$end", day + MetricDay.Milliseconds));
        SqliteFile.Execute(connection, $"DELETE FROM metric_series WHERE {Its} AND NOT EXISTS (SELECT 1 FROM metric_days WHERE series = metric_series.id)", ("$name", name));
        return deleted;
    }

    private static void Add(WriterConnection connection, Dictionary<(long Series, long Day), MetricFigures> days)
    {
        var add = connection.Statement(
            """
            INSERT INTO metric_days (series, day, count, sum, min, max) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (series, day) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum, min = min(min, excluded.min), max = max(max, excluded.max)
            """);
        foreach (var ((series, day), figures) in days)
        {
            add.Bind(1, series);
            add.Bind(2, day);
            add.Bind(3, figures.Count);
            add.Bind(4, figures.Sum);
            add.Bind(5, figures.Min);
            add.Bind(6, figures.Max);
            add.Execute();
        }
    }

    private static long NameOf(SqliteConnection connection, string name)
    {
        SqliteFile.Execute(connection, "INSERT INTO metric_names (name) VALUES ($name) ON CONFLICT DO NOTHING", ("$name", name));
        return (long)SqliteFile.Scalar(connection, "SELECT id FROM metric_names WHERE name = $name", ("$name", name))!;
    }

    private static long SeriesOf(SqliteConnection connection, long name, string tags)
    {
        SqliteFile.Execute(connection, "INSERT INTO metric_series (name, tags) VALUES ($name, $tags) ON CONFLICT DO NOTHING", ("$name", name), ("$tags", tags));
        return (long)SqliteFile.Scalar(connection, "SELECT id FROM metric_series WHERE name = $name AND tags = $tags", ("$name", name), ("$tags", tags))!;
    }
}
