using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>JSON by collection and key. The text is kept as it is: <c>jsonb</c> would write it anew.</summary>
internal sealed class PostgresDocuments(PostgresDatabase database) : IDocumentStore
{
    private const string Columns = "key, json, version, updated_at";

    public async Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        (await database.QueryAsync($"SELECT {Columns} FROM documents WHERE collection = $1 AND key = $2", Row, cancellationToken, collection, key).ConfigureAwait(false)).FirstOrDefault();

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckDocument(collection, key, json);
        return database.WriteAsync(async (connection, token) =>
        {
            await ExpectAsync(connection, collection, key, expectedVersion, token).ConfigureAwait(false);
            // A document that is expected not to be there is inserted plainly: of two at once the second violates the key and looks again.
            var onConflict = expectedVersion == 0 ? "" : "ON CONFLICT (collection, key) DO UPDATE SET json = excluded.json, version = excluded.version, updated_at = excluded.updated_at";
            return (await PostgresDatabase.RowsAsync(connection,
                $"INSERT INTO documents VALUES ($1, $2, $3, nextval('versions'), clock_timestamp()) {onConflict} RETURNING version", reader => reader.GetInt64(0), token, collection, key, json).ConfigureAwait(false))[0];
        }, cancellationToken);
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => database.WriteAsync(async (connection, token) =>
    {
        await ExpectAsync(connection, collection, key, expectedVersion, token).ConfigureAwait(false);
        return await PostgresDatabase.ExecuteAsync(connection, "DELETE FROM documents WHERE collection = $1 AND key = $2", token, collection, key).ConfigureAwait(false) > 0;
    }, cancellationToken);

    public async Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        var items = await database.QueryAsync(
            $"SELECT {Columns} FROM documents WHERE collection = $1 AND key >= $2 AND starts_with(key, $2) AND ($3::text IS NULL OR key > $3) ORDER BY key LIMIT $4",
            Row, cancellationToken, collection, prefix, cursor, limit + 1).ConfigureAwait(false);
        return items.Count > limit ? new Page<Document>(items[..limit], items[limit - 1].Key) : new Page<Document>(items, null);
    }

    public async Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        await database.QueryAsync("SELECT DISTINCT collection FROM documents ORDER BY collection", reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);

    /// <summary>Locks the row that is there, so that what was read is still so at the commit.</summary>
    private static async Task ExpectAsync(NpgsqlConnection connection, string collection, string key, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (expectedVersion is not { } expected)
        {
            return;
        }

        var version = (await PostgresDatabase.RowsAsync(connection, "SELECT version FROM documents WHERE collection = $1 AND key = $2 FOR UPDATE", reader => reader.GetInt64(0), cancellationToken, collection, key)
            .ConfigureAwait(false)).FirstOrDefault();
        if (version != expected)
        {
            throw new StorageException(StorageFailure.Conflict, $"{collection}/{key} is at version {version}, not {expected}.");
        }
    }

    private static Document Row(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3));
}
