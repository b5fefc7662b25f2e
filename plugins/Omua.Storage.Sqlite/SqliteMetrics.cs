using System.Text.Json.Nodes;

namespace Omua.Storage.Sqlite;

/// <summary>Figures over time, in SQLite. Tags are a JSON object; SQLite's own JSON functions read them.</summary>
internal sealed class SqliteMetrics(SqliteFile file) : IMetricStore
{
    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default)
    {
        if (points.FirstOrDefault(point => !double.IsFinite(point.Value) || point.Name.Length is 0 or > 200 || point.Tags.Count > 32) is { } wrong)
        {
            throw new StorageException(StorageFailure.Invalid, $"The point of '{wrong.Name}' at {wrong.Timestamp:O} cannot be stored: a finite value, a name of 1 to 200 characters and at most 32 tags.");
        }

        return file.WriteAsync(connection =>
        {
            using var command = SqliteFile.Command(connection, "INSERT INTO metrics (name, at, value, tags) VALUES ($name, $at, $value, $tags)",
                ("$name", ""), ("$at", 0L), ("$value", 0d), ("$tags", ""));
            command.Prepare();
            foreach (var point in points)
            {
                command.Parameters["$name"].Value = point.Name;
                command.Parameters["$at"].Value = point.Timestamp.ToUnixTimeMilliseconds();
                command.Parameters["$value"].Value = point.Value;
                command.Parameters["$tags"].Value = new JsonObject(point.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))).ToJsonString();
                command.ExecuteNonQuery();
            }

            return points.Count;
        }, cancellationToken);
    }

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default) =>
        file.ReadAsync(connection =>
        {
            using var command = connection.CreateCommand();
            MetricSql.Write(command, query);
            using var reader = command.ExecuteReader();
            var groups = new List<MetricGroup>();
            while (reader.Read())
            {
                var tags = query.GroupBy.Select((tag, index) => KeyValuePair.Create(tag, reader.GetString(index + 1))).ToDictionary(StringComparer.Ordinal);
                var rest = query.GroupBy.Count + 1;
                groups.Add(new MetricGroup(tags, query.Bucket is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)),
                    reader.GetInt64(rest), reader.GetDouble(rest + 1), reader.GetDouble(rest + 2), reader.GetDouble(rest + 3)));
            }

            return (IReadOnlyList<MetricGroup>)groups;
        }, cancellationToken);
}
