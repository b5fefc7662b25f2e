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

        // Tags stand once for each series instead of at each point; each series has the figures of its days, from which whole days are answered. 86,400,000 ms are a day.
        """
        CREATE TABLE metric_names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE metric_series (id INTEGER PRIMARY KEY, name INTEGER NOT NULL, tags TEXT NOT NULL, UNIQUE (name, tags));
        CREATE TABLE metric_points (name INTEGER NOT NULL, at INTEGER NOT NULL, id INTEGER NOT NULL, series INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (name, at, id)) WITHOUT ROWID;
        CREATE TABLE metric_days (
            series INTEGER NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL, sum REAL NOT NULL, min REAL NOT NULL, max REAL NOT NULL, PRIMARY KEY (series, day)) WITHOUT ROWID;
        INSERT INTO metric_names (name) SELECT DISTINCT name FROM metrics;
        INSERT INTO metric_series (name, tags) SELECT DISTINCT n.id, m.tags FROM metrics m JOIN metric_names n ON n.name = m.name;
        INSERT INTO metric_points (name, at, id, series, value)
            SELECT n.id, m.at, m.id, s.id, m.value FROM metrics m JOIN metric_names n ON n.name = m.name JOIN metric_series s ON s.name = n.id AND s.tags = m.tags;
        INSERT INTO metric_days (series, day, count, sum, min, max)
            SELECT series, at - ((at % 86400000) + 86400000) % 86400000 AS day, count(*), sum(value), min(value), max(value) FROM metric_points GROUP BY series, day;
        INSERT INTO counters VALUES ('point', (SELECT coalesce(max(id), 0) FROM metrics));
        DROP TABLE metrics;
        """,

        // Events in the order in which they come. A batch of many runs fills a few pages here, where it would touch one page for each run in events.
        """
        CREATE TABLE recent_events (run_id TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL, recorded_at INTEGER NOT NULL);
        CREATE UNIQUE INDEX recent_events_by_run ON recent_events (run_id, sequence);
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

    /// <summary>The next number of a counter that never goes back, whatever is deleted; the last one where several are taken.</summary>
    public static long Next(SqliteConnection connection, string counter, int count = 1) =>
        (long)SqliteFile.Scalar(connection, "UPDATE counters SET value = value + $count WHERE name = $name RETURNING value", ("$name", counter), ("$count", count))!;
}
