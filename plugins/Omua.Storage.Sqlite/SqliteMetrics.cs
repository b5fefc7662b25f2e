using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Figures over time, in SQLite. Each series has its tags as a JSON object and the figures of its days.</summary>
internal sealed class SqliteMetrics(SqliteFile file) : IMetricStore
{
    private const int ReadBatch = 1000;

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(points);
        return points.Count == 0 ? Task.CompletedTask : file.WriteAsync(connection => MetricWriter.Write(connection, points), cancellationToken);
    }

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        return file.ReadAsync(connection => MetricSums.Of(connection, query, cancellationToken), cancellationToken);
    }

    /// <summary>Batch by batch, each a read of its own: a slow consumer holds no snapshot open.</summary>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        var after = (At: long.MinValue, Id: 0L);
        while (true)
        {
            var seen = after;
            var batch = await file.ReadAsync(connection => Batch(connection, query, seen), cancellationToken).ConfigureAwait(false);
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

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        file.ReadAsync(connection => SqliteFile.Texts(connection, "SELECT name FROM metric_names n WHERE EXISTS (SELECT 1 FROM metric_points WHERE name = n.id) ORDER BY name"), cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        file.WriteAsync(connection => MetricWriter.Delete(connection, name, before.ToUnixTimeMilliseconds()), cancellationToken);

    private static List<(long At, long Id, MetricPoint Point)> Batch(SqliteConnection connection, MetricQuery query, (long At, long Id) after)
    {
        using var command = connection.CreateCommand();
        MetricSql.Write(command, query, after.At, after.Id, ReadBatch);
        using var reader = command.ExecuteReader();
        var batch = new List<(long, long, MetricPoint)>();
        while (reader.Read())
        {
            var at = reader.GetInt64(0);
            var tags = JsonNode.Parse(reader.GetString(3))!.AsObject().ToDictionary(tag => tag.Key, tag => tag.Value!.GetValue<string>(), StringComparer.Ordinal);
            batch.Add((at, reader.GetInt64(1), new MetricPoint(query.Name, DateTimeOffset.FromUnixTimeMilliseconds(at), reader.GetDouble(2)) { Tags = tags }));
        }

        return batch;
    }
}
