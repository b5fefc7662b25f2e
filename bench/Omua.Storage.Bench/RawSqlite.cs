using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Bench;

/// <summary>Microsoft.Data.Sqlite with prepared statements on a file in WAL mode, flushed at each commit.</summary>
internal sealed class RawSqlite : IRawStore
{
    private readonly SqliteConnection _connection;

    public RawSqlite(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=false");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        Execute("CREATE TABLE runs (run_id TEXT PRIMARY KEY, last_sequence INTEGER NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE events (run_id TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL, recorded_at INTEGER NOT NULL, PRIMARY KEY (run_id, sequence)) WITHOUT ROWID");
        Execute("CREATE TABLE metrics (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, tags TEXT NOT NULL)");
        Execute("CREATE INDEX metrics_by_name ON metrics (name, at)");
    }

    /// <summary>SQLite has one writer: more clients would only wait for each other.</summary>
    public Task<Func<int, Task>> ClientAsync(string run)
    {
        Execute($"INSERT INTO runs VALUES ('{run}', 0)");
        var update = Prepared("UPDATE runs SET last_sequence = $sequence WHERE run_id = $run AND last_sequence = $sequence - 1", ("$sequence", 0L), ("$run", run));
        var insert = Prepared("INSERT INTO events VALUES ($run, $sequence, $kind, $json, $at)", ("$run", run), ("$sequence", 0L), ("$kind", "task_completed"), ("$json", Appends.Json), ("$at", 0L));
        return Task.FromResult<Func<int, Task>>(sequence =>
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            update.Transaction = insert.Transaction = transaction;
            update.Parameters[0].Value = insert.Parameters[1].Value = (long)sequence;
            insert.Parameters[4].Value = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            if (update.ExecuteNonQuery() != 1 || insert.ExecuteNonQuery() != 1)
            {
                throw new InvalidOperationException("The append was not taken.");
            }

            transaction.Commit();
            return Task.CompletedTask;
        });
    }

    public Task BulkAsync(IReadOnlyList<MetricPoint> points)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        using var insert = Prepared("INSERT INTO metrics (name, at, value, tags) VALUES ($name, $at, $value, $tags)", ("$name", ""), ("$at", 0L), ("$value", 0d), ("$tags", ""));
        insert.Transaction = transaction;
        foreach (var point in points)
        {
            insert.Parameters[0].Value = point.Name;
            insert.Parameters[1].Value = point.Timestamp.ToUnixTimeMilliseconds();
            insert.Parameters[2].Value = point.Value;
            insert.Parameters[3].Value = JsonSerializer.Serialize(point.Tags);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private SqliteCommand Prepared(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = Prepared(sql);
        command.ExecuteNonQuery();
    }
}
