using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// Writes the SQL of a metric query. Names of tags are data: they only ever travel as parameters. Where buckets are whole days, or there are none, the days of a window are
/// read from the figures that are kept of them, and only what is left of a day at its ends from the points.
/// </summary>
internal static class MetricSql
{
    public static void Write(SqliteCommand command, MetricQuery query)
    {
        var tags = query.GroupBy.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"g{index}")).ToList();
        var named = string.Concat(tags.Select(tag => $", {tag}"));
        var rank = tags.Count == 0 ? "0" : $"dense_rank() OVER (ORDER BY {string.Join(", ", tags)})";
        var sql = new StringBuilder($"WITH found AS (SELECT id{string.Concat(query.GroupBy.Select((tag, index) => $", {TagOf(command, $"$group{index}", tag)} AS g{index}"))} FROM metric_series");
        Series(command, sql, query);
        sql.Append(CultureInfo.InvariantCulture, $"), series AS MATERIALIZED (SELECT id, {rank} AS gid{named} FROM found), parts AS (");
        Parts(command, sql, query);
        sql.Append("), sums AS (SELECT bucket, gid, sum(count) AS count, sum(sum) AS sum, min(min) AS min, max(max) AS max FROM parts GROUP BY bucket, gid)");
        sql.Append(CultureInfo.InvariantCulture, $" SELECT bucket{named}, count, sum, min, max FROM sums JOIN (SELECT DISTINCT gid{named} FROM series) USING (gid) ORDER BY bucket, gid");
        command.CommandText = sql.ToString();
    }

    /// <summary>The points themselves, after the last one of the batch before.</summary>
    public static void WriteRows(SqliteCommand command, MetricQuery query, long afterAt, long afterId, int limit)
    {
        var sql = new StringBuilder("SELECT at, p.id, value, tags FROM metric_points p JOIN metric_series s ON s.id = p.series WHERE p.name = (SELECT id FROM metric_names WHERE name = $name)");
        command.Parameters.AddWithValue("$name", query.Name);
        Window(command, sql, "$", Milliseconds(query.From), Milliseconds(query.Before));
        Where(command, sql, query);
        command.Parameters.AddWithValue("$after_at", afterAt);
        command.Parameters.AddWithValue("$after_id", afterId);
        command.Parameters.AddWithValue("$limit", limit);
        command.CommandText = sql.Append(" AND (at, p.id) > ($after_at, $after_id) ORDER BY at, p.id LIMIT $limit").ToString();
    }

    private static void Series(SqliteCommand command, StringBuilder sql, MetricQuery query)
    {
        sql.Append(" WHERE name = (SELECT id FROM metric_names WHERE name = $name)");
        command.Parameters.AddWithValue("$name", query.Name);
        Where(command, sql, query);
    }

    private static void Parts(SqliteCommand command, StringBuilder sql, MetricQuery query)
    {
        var (from, before) = (Milliseconds(query.From), Milliseconds(query.Before));
        var firstDay = from is { } start ? MetricDay.Of(start + MetricDay.Milliseconds - 1) : (long?)null;
        var endDay = before is { } end ? MetricDay.Of(end) : (long?)null;
        if ((query.Bucket is { } width && (long)width.TotalMilliseconds % MetricDay.Milliseconds != 0) || firstDay >= endDay)
        {
            Points(command, sql, query, "$points", from, before);
            return;
        }

        var window = new StringBuilder();
        if (firstDay is { } first)
        {
            window.Append(" AND day >= $first_day");
            command.Parameters.AddWithValue("$first_day", first);
        }

        if (endDay is { } last)
        {
            window.Append(" AND day < $end_day");
            command.Parameters.AddWithValue("$end_day", last);
        }

        // Without buckets the days of a series are added up as they lie, which spares their sorting by group. With them the series go first: the other way round, SQLite
        // would look each day's series up.
        sql.Append(query.Bucket is null
            ? $"SELECT 0 AS bucket, gid, count, sum, min, max FROM (SELECT series AS id, sum(count) AS count, sum(sum) AS sum, min(min) AS min, max(max) AS max FROM metric_days WHERE series IN (SELECT id FROM series){window} GROUP BY series) JOIN series USING (id)"
            : $"SELECT {BucketOf(query, "day")} AS bucket, gid, count, sum, min, max FROM series CROSS JOIN metric_days ON series = series.id{window}");
        if (from < firstDay)
        {
            Points(command, sql.Append(" UNION ALL "), query, "$head", from, firstDay);
        }

        if (endDay < before)
        {
            Points(command, sql.Append(" UNION ALL "), query, "$tail", endDay, before);
        }
    }

    private static void Points(SqliteCommand command, StringBuilder sql, MetricQuery query, string parameters, long? from, long? before)
    {
        sql.Append(CultureInfo.InvariantCulture,
            $"SELECT {BucketOf(query, "at")} AS bucket, gid, 1 AS count, value AS sum, value AS min, value AS max FROM metric_points CROSS JOIN series ON series.id = series WHERE name = (SELECT id FROM metric_names WHERE name = $name)");
        Window(command, sql, parameters, from, before);
    }

    private static void Window(SqliteCommand command, StringBuilder sql, string parameters, long? from, long? before)
    {
        if (from is { } first)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND at >= {parameters}_from");
            command.Parameters.AddWithValue($"{parameters}_from", first);
        }

        if (before is { } end)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND at < {parameters}_before");
            command.Parameters.AddWithValue($"{parameters}_before", end);
        }
    }

    private static void Where(SqliteCommand command, StringBuilder sql, MetricQuery query)
    {
        var number = 0;
        foreach (var (tag, value) in query.Where)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {TagOf(command, $"$where{number}", tag)} = $is{number}");
            command.Parameters.AddWithValue($"$is{number++}", value);
        }
    }

    /// <summary>Rounds down to the bucket, times before 1970 too (SQLite's division rounds towards zero).</summary>
    private static string BucketOf(MetricQuery query, string column) => query.Bucket is not { } width ? "0" : string.Create(CultureInfo.InvariantCulture,
        $"({column} - (({column} % {(long)width.TotalMilliseconds}) + {(long)width.TotalMilliseconds}) % {(long)width.TotalMilliseconds})");

    private static string TagOf(SqliteCommand command, string parameter, string tag)
    {
        command.Parameters.AddWithValue(parameter, tag);
        return $"coalesce((SELECT value FROM json_each(tags) WHERE key = {parameter}), '')";
    }

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
