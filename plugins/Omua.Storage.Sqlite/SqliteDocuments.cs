using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>JSON by collection and key, in SQLite.</summary>
internal sealed class SqliteDocuments(SqliteFile file, TimeProvider time) : IDocumentStore
{
    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        file.ReadAsync(connection =>
        {
            using var command = SqliteFile.Command(connection, "SELECT key, json, version, updated_at FROM documents WHERE collection = $collection AND key = $key",
                ("$collection", collection), ("$key", key));
            using var reader = command.ExecuteReader();
            return reader.Read() ? Read(reader) : null;
        }, cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckDocument(collection, key, json);
        return file.WriteAsync(connection =>
        {
            Expect(connection, collection, key, expectedVersion);
            var version = SqliteSchema.Next(connection, "version");
            SqliteFile.Execute(connection,
                "INSERT INTO documents VALUES ($collection, $key, $json, $version, $now) ON CONFLICT DO UPDATE SET json = excluded.json, version = excluded.version, updated_at = excluded.updated_at",
                ("$collection", collection), ("$key", key), ("$json", json), ("$version", version), ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()));
            return version;
        }, cancellationToken);
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) =>
        file.WriteAsync(connection =>
        {
            Expect(connection, collection, key, expectedVersion);
            return SqliteFile.Execute(connection, "DELETE FROM documents WHERE collection = $collection AND key = $key", ("$collection", collection), ("$key", key)) > 0;
        }, cancellationToken);

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return file.ReadAsync(connection =>
        {
            using var command = SqliteFile.Command(connection,
                """
                SELECT key, json, version, updated_at FROM documents
                WHERE collection = $collection AND key >= $prefix AND ($cursor IS NULL OR key > $cursor)
                ORDER BY key LIMIT $limit
                """,
                ("$collection", collection), ("$prefix", prefix), ("$cursor", cursor), ("$limit", limit + 1));
            using var reader = command.ExecuteReader();
            var items = new List<Document>();

            // Keys of one prefix stand together in byte order: the first that has another ends the list.
            while (reader.Read() && reader.GetString(0).StartsWith(prefix, StringComparison.Ordinal))
            {
                items.Add(Read(reader));
            }

            return items.Count > limit ? new Page<Document>(items[..limit], items[limit - 1].Key) : new Page<Document>(items, null);
        }, cancellationToken);
    }

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        file.ReadAsync(connection => SqliteFile.Texts(connection, "SELECT DISTINCT collection FROM documents ORDER BY collection"), cancellationToken);

    private static void Expect(SqliteConnection connection, string collection, string key, long? expectedVersion)
    {
        if (expectedVersion is not { } expected)
        {
            return;
        }

        var version = (long?)SqliteFile.Scalar(connection, "SELECT version FROM documents WHERE collection = $collection AND key = $key", ("$collection", collection), ("$key", key)) ?? 0;
        if (version != expected)
        {
            throw new StorageException(StorageFailure.Conflict, $"{collection}/{key} is at version {version}, not {expected}.");
        }
    }

    private static Document Read(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)));
}
