using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>The schema, by version. A step is never changed once it was released; a new one is added.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE runs (
            run_id TEXT PRIMARY KEY, created_seq INTEGER NOT NULL UNIQUE, last_sequence INTEGER NOT NULL, is_open INTEGER NOT NULL, summary TEXT,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_by_time ON runs (created_at DESC, run_id DESC);
        CREATE TABLE events (
            run_id TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL, recorded_at INTEGER NOT NULL,
            PRIMARY KEY (run_id, sequence)) WITHOUT ROWID;
        CREATE TABLE leases (run_id TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE timers (run_id TEXT NOT NULL, timer_id TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (run_id, timer_id)) WITHOUT ROWID;
        CREATE INDEX timers_by_due ON timers (due_at);
        CREATE TABLE metrics (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, tags TEXT NOT NULL);
        CREATE INDEX metrics_by_name ON metrics (name, at);
        CREATE TABLE documents (
            collection TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            PRIMARY KEY (collection, key)) WITHOUT ROWID;
        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO counters VALUES ('run', 0), ('version', 0), ('token', 0);
        """,
    ];

    /// <summary>The newest version that this code knows.</summary>
    public static int Newest => Steps.Length;

    /// <summary>The version of a file; 0 where nothing was made yet.</summary>
    public static int Version(SqliteConnection connection)
    {
        using var read = SqliteFile.Command(connection, "PRAGMA user_version");
        return Convert.ToInt32(read.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static void Migrate(SqliteConnection connection, string path)
    {
        // The lock is taken before the version is read: two processes that open a new file do not both migrate it.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection);
        if (version > Steps.Length)
        {
            throw new StorageException(StorageFailure.NewerSchema,
                $"{path} has schema {version}; this version knows {Steps.Length}. Nothing was touched. Update OMUA, or name another file under plugins: sqlite: path.");
        }

        for (var step = version; step < Steps.Length; step++)
        {
            SqliteFile.Execute(connection, Steps[step]);
            SqliteFile.Execute(connection, $"PRAGMA user_version = {step + 1}");
        }

        transaction.Commit();
    }

    /// <summary>The next number of a counter that never goes back, whatever is deleted.</summary>
    public static long Next(SqliteConnection connection, string counter)
    {
        using var command = SqliteFile.Command(connection, "UPDATE counters SET value = value + 1 WHERE name = $name RETURNING value", ("$name", counter));
        return (long)command.ExecuteScalar()!;
    }
}
