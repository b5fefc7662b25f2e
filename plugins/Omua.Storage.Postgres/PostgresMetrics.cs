using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Omua.Storage.Postgres;

/// <summary>Figures over time. Times are Unix milliseconds; tags an array of names and values in turn. Points come in by COPY.</summary>
internal sealed class PostgresMetrics(PostgresDatabase database) : IMetricStore
{
    private const int ReadBatch = 2_000;

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(points);
        return database.WriteAsync(async (connection, token) =>
        {
            await using var copy = await connection.BeginBinaryImportAsync("COPY points (name, at, value, tags) FROM STDIN (FORMAT BINARY)", token).ConfigureAwait(false);
            foreach (var point in points)
            {
                await copy.StartRowAsync(token).ConfigureAwait(false);
                await copy.WriteAsync(point.Name, NpgsqlDbType.Text, token).ConfigureAwait(false);
                await copy.WriteAsync(point.Timestamp.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint, token).ConfigureAwait(false);
                await copy.WriteAsync(point.Value, NpgsqlDbType.Double, token).ConfigureAwait(false);
                await copy.WriteAsync(point.Tags.SelectMany(tag => new[] { tag.Key, tag.Value }).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, token).ConfigureAwait(false);
            }

            await copy.CompleteAsync(token).ConfigureAwait(false);
            return points.Count;
        }, cancellationToken);
    }

    public async Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        var parameters = new List<object?>();
        var where = Filter(query, parameters);
        var tags = query.GroupBy.Select(tag => TagOf(tag, parameters)).ToList();
        var bucket = query.Bucket is { } width ? string.Create(CultureInfo.InvariantCulture, $"at - ((at % {(long)width.TotalMilliseconds}) + {(long)width.TotalMilliseconds}) % {(long)width.TotalMilliseconds}") : "0::bigint";
        var keys = string.Concat(tags.Select((_, index) => $", g{index}"));
        var sql = $"SELECT b{keys}, count(*), sum(value), min(value), max(value) FROM (SELECT {bucket} AS b{string.Concat(tags.Select((tag, index) => $", {tag} AS g{index}"))}, value FROM points WHERE {where}) AS chosen GROUP BY b{keys} ORDER BY b{keys}";
        return await database.QueryAsync(sql, reader =>
        {
            var rest = query.GroupBy.Count + 1;
            var values = query.GroupBy.Select((tag, index) => KeyValuePair.Create(tag, reader.GetString(index + 1))).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);
            return new MetricGroup(values, query.Bucket is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)), reader.GetInt64(rest), reader.GetDouble(rest + 1), reader.GetDouble(rest + 2), reader.GetDouble(rest + 3));
        }, cancellationToken, parameters).ConfigureAwait(false);
    }

    /// <summary>Batch by batch, each a read of its own: a slow consumer holds no snapshot open.</summary>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        var after = (At: long.MinValue, Id: 0L);
        while (true)
        {
            var parameters = new List<object?>();
            var where = Filter(query, parameters);
            parameters.AddRange([after.At, after.Id, ReadBatch]);
            var count = parameters.Count;
            var batch = await database.QueryAsync(
                $"SELECT at, id, value, tags FROM points WHERE {where} AND (at, id) > (${count - 2}, ${count - 1}) ORDER BY at, id LIMIT ${count}",
                reader => (At: reader.GetInt64(0), Id: reader.GetInt64(1), Point: new MetricPoint(query.Name, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)), reader.GetDouble(2)) { Tags = Tags(reader.GetFieldValue<string[]>(3)) }),
                cancellationToken, parameters).ConfigureAwait(false);
            foreach (var (_, _, point) in batch)
            {
                yield return point;
            }

            if (batch.Count < ReadBatch)
            {
                yield break;
            }

            after = (batch[^1].At, batch[^1].Id);
        }
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        await database.QueryAsync("SELECT DISTINCT name FROM points ORDER BY name", reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => database.WriteAsync(
        async (connection, token) => (long)await PostgresDatabase.ExecuteAsync(connection, "DELETE FROM points WHERE name = $1 AND at < $2", token, name, before.ToUnixTimeMilliseconds()).ConfigureAwait(false), cancellationToken);

    private static string Filter(MetricQuery query, List<object?> parameters)
    {
        parameters.Add(query.Name);
        var where = new StringBuilder("name = $1");
        foreach (var (comparison, time) in new[] { (">=", query.From), ("<", query.Before) })
        {
            if (time is { } limit)
            {
                // A limit inside a millisecond: the points of that millisecond stand at its beginning.
                var milliseconds = limit.ToUnixTimeMilliseconds();
                parameters.Add(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < limit ? milliseconds + 1 : milliseconds);
                where.Append(CultureInfo.InvariantCulture, $" AND at {comparison} ${parameters.Count}");
            }
        }

        foreach (var (tag, value) in query.Where)
        {
            where.Append(" AND ").Append(TagOf(tag, parameters));
            parameters.Add(value);
            where.Append(CultureInfo.InvariantCulture, $" = ${parameters.Count}");
        }

        return where.ToString();
    }

    /// <summary>The value after the tag's name; names stand at odd places. Tags are data: they only ever travel as parameters.</summary>
    private static string TagOf(string tag, List<object?> parameters)
    {
        parameters.Add(tag);
        return string.Create(CultureInfo.InvariantCulture,
            $"coalesce((SELECT tags[place + 1] FROM generate_series(1, cardinality(tags), 2) AS place WHERE tags[place] = ${parameters.Count}), '') COLLATE \"C\"");
    }

    private static Dictionary<string, string> Tags(string[] pairs) => pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
