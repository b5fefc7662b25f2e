using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Writes the SQL of a metric query. Names of tags are data: they only ever travel as parameters.</summary>
internal static class MetricSql
{
    public static void Write(SqliteCommand command, MetricQuery query)
    {
        var bucket = query.Bucket is { } width ? BucketOf((long)width.TotalMilliseconds) : "0";
        var tags = query.GroupBy.Select((tag, index) => TagOf(command, $"$group{index}", tag)).ToList();
        var columns = string.Concat(tags.Select((tag, index) => $", {tag} AS g{index}"));
        var sql = new StringBuilder($"SELECT {bucket} AS bucket{columns}, count(*), sum(value), min(value), max(value) FROM metrics");
        Filter(command, sql, query);
        var keys = string.Concat(tags.Select((_, index) => $", g{index}"));
        command.CommandText = sql.Append(CultureInfo.InvariantCulture, $" GROUP BY bucket{keys} ORDER BY bucket{keys}").ToString();
    }

    /// <summary>The points themselves, after the last one of the batch before.</summary>
    public static void WriteRows(SqliteCommand command, MetricQuery query, long afterAt, long afterId, int limit)
    {
        var sql = new StringBuilder("SELECT at, id, value, tags FROM metrics");
        Filter(command, sql, query);
        command.Parameters.AddWithValue("$after_at", afterAt);
        command.Parameters.AddWithValue("$after_id", afterId);
        command.Parameters.AddWithValue("$limit", limit);
        command.CommandText = sql.Append(" AND (at, id) > ($after_at, $after_id) ORDER BY at, id LIMIT $limit").ToString();
    }

    private static void Filter(SqliteCommand command, StringBuilder sql, MetricQuery query)
    {
        sql.Append(" WHERE name = $name");
        command.Parameters.AddWithValue("$name", query.Name);
        if (query.From is { } from)
        {
            sql.Append(" AND at >= $from");
            command.Parameters.AddWithValue("$from", from.ToUnixTimeMilliseconds());
        }

        if (query.Before is { } before)
        {
            sql.Append(" AND at < $before");
            command.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
        }

        var number = 0;
        foreach (var (tag, value) in query.Where)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {TagOf(command, $"$where{number}", tag)} = $is{number}");
            command.Parameters.AddWithValue($"$is{number++}", value);
        }
    }

    /// <summary>Rounds down to the bucket, times before 1970 too (SQLite's division rounds towards zero).</summary>
    private static string BucketOf(long milliseconds) => string.Create(CultureInfo.InvariantCulture,
        $"(at - ((at % {milliseconds}) + {milliseconds}) % {milliseconds})");

    private static string TagOf(SqliteCommand command, string parameter, string tag)
    {
        command.Parameters.AddWithValue(parameter, tag);
        return $"coalesce((SELECT value FROM json_each(tags) WHERE key = {parameter}), '')";
    }
}
