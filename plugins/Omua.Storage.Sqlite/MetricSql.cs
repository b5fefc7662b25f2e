using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Writes the SQL that reads points. Names of tags are data: they only ever travel as parameters.</summary>
internal static class MetricSql
{
    /// <summary>The points of a query, after the last one of the batch before.</summary>
    public static void Write(SqliteCommand command, MetricQuery query, long afterAt, long afterId, int limit)
    {
        var sql = new StringBuilder("SELECT at, p.id, value, tags FROM metric_points p JOIN metric_series s ON s.id = p.series WHERE p.name = (SELECT id FROM metric_names WHERE name = $name)");
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
            sql.Append(CultureInfo.InvariantCulture, $" AND coalesce((SELECT value FROM json_each(tags) WHERE key = $where{number}), '') = $is{number}");
            command.Parameters.AddWithValue($"$where{number}", tag);
            command.Parameters.AddWithValue($"$is{number++}", value);
        }

        command.Parameters.AddWithValue("$after_at", afterAt);
        command.Parameters.AddWithValue("$after_id", afterId);
        command.Parameters.AddWithValue("$limit", limit);
        command.CommandText = sql.Append(" AND (at, p.id) > ($after_at, $after_id) ORDER BY at, p.id LIMIT $limit").ToString();
    }
}
