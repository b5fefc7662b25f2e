namespace Omua.Storage.Sqlite.Tests;

/// <summary>The schema of the first version, as files that were made then have it.</summary>
internal static class FirstSchema
{
    public const string Sql = """
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
        PRAGMA user_version = 1;
        """;
}
