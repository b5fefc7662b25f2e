using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Writes points, and keeps the figures of their days right in the same transaction.</summary>
internal static class MetricWriter
{
    public static int Write(SqliteConnection connection, IReadOnlyList<MetricPoint> points)
    {
        using var insert = SqliteFile.Command(connection, "INSERT INTO metric_points (name, at, id, series, value) VALUES ($name, $at, $id, $series, $value)",
            ("$name", 0L), ("$at", 0L), ("$id", 0L), ("$series", 0L), ("$value", 0d));
        insert.Prepare();
        var (name, at, id, series, value) = (insert.Parameters[0], insert.Parameters[1], insert.Parameters[2], insert.Parameters[3], insert.Parameters[4]);
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        var known = new Dictionary<(long Name, string Tags), long>();
        var days = new Dictionary<(long Series, long Day), MetricDay>();
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
            (name.Value, at.Value, id.Value, series.Value, value.Value) = (nameId, time, ++next, seriesId, point.Value);
            insert.ExecuteNonQuery();
            ref var day = ref CollectionsMarshal.GetValueRefOrAddDefault(days, (seriesId, MetricDay.Of(time)), out _);
            (day ??= new MetricDay()).Add(point.Value);
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

    private static void Add(SqliteConnection connection, Dictionary<(long Series, long Day), MetricDay> days)
    {
        using var add = SqliteFile.Command(
            connection,
            """
            INSERT INTO metric_days (series, day, count, sum, min, max) VALUES ($series, $day, $count, $sum, $min, $max)
            ON CONFLICT (series, day) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum, min = min(min, excluded.min), max = max(max, excluded.max)
            """,
            ("$series", 0L), ("$day", 0L), ("$count", 0L), ("$sum", 0d), ("$min", 0d), ("$max", 0d));
        add.Prepare();
        foreach (var ((series, day), figures) in days)
        {
            object[] values = [series, day, figures.Count, figures.Sum, figures.Min, figures.Max];
            for (var index = 0; index < values.Length; index++)
            {
                add.Parameters[index].Value = values[index];
            }

            add.ExecuteNonQuery();
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
