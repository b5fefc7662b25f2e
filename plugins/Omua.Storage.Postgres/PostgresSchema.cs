using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>The schema, by version. A step is never changed once it was released; a new one is added. Names sort by their bytes (COLLATE "C").</summary>
internal static class PostgresSchema
{
    private const long MigrationLock = 0x4F4D5541;

    private static readonly string[] Steps =
    [
        """
        CREATE SEQUENCE tokens;
        CREATE SEQUENCE versions;
        CREATE TABLE runs (
            run_id text COLLATE "C" PRIMARY KEY, last_sequence bigint NOT NULL, is_open boolean NOT NULL, summary text,
            created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
        CREATE INDEX runs_by_time ON runs (created_at DESC, run_id DESC);
        CREATE TABLE events (
            run_id text COLLATE "C" NOT NULL, sequence bigint NOT NULL, kind text NOT NULL, json text NOT NULL, recorded_at timestamptz NOT NULL, PRIMARY KEY (run_id, sequence));
        CREATE TABLE leases (run_id text COLLATE "C" PRIMARY KEY, owner text COLLATE "C" NOT NULL, token bigint NOT NULL, expires_at timestamptz NOT NULL);
        CREATE TABLE timers (run_id text COLLATE "C" NOT NULL, timer_id text COLLATE "C" NOT NULL, due_at timestamptz NOT NULL, PRIMARY KEY (run_id, timer_id));
        CREATE INDEX timers_by_due ON timers (due_at, run_id, timer_id);
        CREATE TABLE points (id bigint GENERATED ALWAYS AS IDENTITY, name text COLLATE "C" NOT NULL, at bigint NOT NULL, value double precision NOT NULL, tags text[] NOT NULL);
        CREATE INDEX points_by_name ON points (name, at, id);
        CREATE TABLE documents (
            collection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, json text NOT NULL, version bigint NOT NULL, updated_at timestamptz NOT NULL,
            PRIMARY KEY (collection, key));
        """,
    ];

    /// <summary>Makes what is missing; two processes that open a new database do it one after the other.</summary>
    public static async Task MigrateAsync(NpgsqlConnection connection, string place, string schema, CancellationToken cancellationToken)
    {
        await PostgresDatabase.ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, MigrationLock).ConfigureAwait(false);
        await PostgresDatabase.ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}", cancellationToken).ConfigureAwait(false);
        await PostgresDatabase.ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)", cancellationToken).ConfigureAwait(false);
        var version = (await PostgresDatabase.RowsAsync(connection, "SELECT version FROM schema_version", reader => reader.GetInt32(0), cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        if (version > Steps.Length)
        {
            throw new StorageException(StorageFailure.NewerSchema, $"{place} has schema {version}; this version knows {Steps.Length}. Nothing was touched. Update OMUA.");
        }

        if (version == Steps.Length)
        {
            return;
        }

        for (var step = version; step < Steps.Length; step++)
        {
            await PostgresDatabase.ExecuteAsync(connection, Steps[step], cancellationToken).ConfigureAwait(false);
        }

        await PostgresDatabase.ExecuteAsync(connection, "DELETE FROM schema_version", cancellationToken).ConfigureAwait(false);
        await PostgresDatabase.ExecuteAsync(connection, "INSERT INTO schema_version VALUES ($1)", cancellationToken, Steps.Length).ConfigureAwait(false);
    }
}
