using Npgsql;
using NpgsqlTypes;

namespace Omua.Storage.Bench;

/// <summary>Npgsql with prepared statements, a connection for each client; COPY for bulk.</summary>
internal sealed class RawPostgres : IRawStore
{
    private readonly NpgsqlDataSource _database;
    private readonly List<NpgsqlConnection> _clients = [];

    public RawPostgres(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 1, MaxPoolSize = 80 };
        _database = NpgsqlDataSource.Create(settings);
        using var make = _database.CreateCommand("""
            CREATE TABLE IF NOT EXISTS raw_runs (run_id text PRIMARY KEY, last_sequence bigint NOT NULL);
            CREATE TABLE IF NOT EXISTS raw_events (run_id text NOT NULL, sequence bigint NOT NULL, kind text NOT NULL, json text NOT NULL, recorded_at timestamptz NOT NULL, PRIMARY KEY (run_id, sequence));
            CREATE TABLE IF NOT EXISTS raw_points (id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL, at bigint NOT NULL, value double precision NOT NULL, tags text[] NOT NULL);
            CREATE INDEX IF NOT EXISTS raw_points_by_name ON raw_points (name, at, id);
            """);
        make.ExecuteNonQuery();
    }

    public async Task<Func<int, Task>> ClientAsync(string run)
    {
        var connection = await _database.OpenConnectionAsync();
        _clients.Add(connection);
        await ExecuteAsync(connection, null, "INSERT INTO raw_runs VALUES ($1, 0)", run);
        return async sequence =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(connection, transaction, "UPDATE raw_runs SET last_sequence = $2 WHERE run_id = $1 AND last_sequence = $2 - 1", run, (long)sequence);
            await ExecuteAsync(connection, transaction, "INSERT INTO raw_events VALUES ($1, $2, $3, $4, clock_timestamp())", run, (long)sequence, "task_completed", Appends.Json);
            await transaction.CommitAsync();
        };
    }

    public async Task BulkAsync(IReadOnlyList<MetricPoint> points)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY raw_points (name, at, value, tags) FROM STDIN (FORMAT BINARY)");
        foreach (var point in points)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(point.Name, NpgsqlDbType.Text);
            await copy.WriteAsync(point.Timestamp.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
            await copy.WriteAsync(point.Value, NpgsqlDbType.Double);
            await copy.WriteAsync(point.Tags.SelectMany(tag => new[] { tag.Key, tag.Value }).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        }

        await copy.CompleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        if (await command.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException("The append was not taken.");
        }
    }
}
