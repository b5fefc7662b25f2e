using System.Runtime.CompilerServices;
using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>Runs as journals of events.</summary>
internal sealed class PostgresJournal(PostgresDatabase database, AppendQueue appends) : IRunJournal
{
    private const int LoadBatch = 500;

    private const string Entries = """
        SELECT r.run_id, r.last_sequence, r.is_open, r.summary, r.created_at, r.updated_at, l.expires_at
        FROM runs r LEFT JOIN leases l ON l.run_id = r.run_id AND l.expires_at > clock_timestamp()
        """;

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(append);
        return appends.AppendAsync(append, cancellationToken);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var batch = await database.QueryAsync(
                "SELECT sequence, kind, json, recorded_at FROM events WHERE run_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
                reader => new JournalEvent(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)),
                cancellationToken, runId, afterSequence, LoadBatch).ConfigureAwait(false);
            foreach (var each in batch)
            {
                yield return each;
            }

            if (batch.Count < LoadBatch)
            {
                yield break;
            }

            afterSequence = batch[^1].Sequence;
        }
    }

    public async Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        (await database.QueryAsync($"{Entries} WHERE r.run_id = $1", Entry, cancellationToken, runId).ConfigureAwait(false)).FirstOrDefault();

    public async Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(query.Limit);
        var (at, run) = RunCursor.Read(query.Cursor);
        var items = await database.QueryAsync(
            $"{Entries} WHERE ($1::boolean IS NULL OR r.is_open = $1) AND ($2::timestamptz IS NULL OR (r.created_at, r.run_id) < ($2, $3::text)) ORDER BY r.created_at DESC, r.run_id DESC LIMIT $4",
            Entry, cancellationToken, query.IsOpen, at, run, query.Limit + 1).ConfigureAwait(false);
        return items.Count > query.Limit ? new Page<RunEntry>(items[..query.Limit], RunCursor.After(items[query.Limit - 1])) : new Page<RunEntry>(items, null);
    }

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckLease(runId, owner, duration);
        return database.WriteAsync(async (connection, token) => (await PostgresDatabase.RowsAsync(connection,
            """
            INSERT INTO leases VALUES ($1, $2, nextval('tokens'), clock_timestamp() + $3)
            ON CONFLICT (run_id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at,
                token = CASE WHEN leases.expires_at > clock_timestamp() THEN leases.token ELSE excluded.token END
            WHERE leases.expires_at <= clock_timestamp() OR leases.owner = excluded.owner
            RETURNING token, expires_at
            """, reader => new RunLease(runId, owner, reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)), token, runId, owner, duration).ConfigureAwait(false)).FirstOrDefault(), cancellationToken);
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => database.WriteAsync((connection, token) => PostgresDatabase.ExecuteAsync(connection,
        "UPDATE leases SET expires_at = 'epoch' WHERE run_id = $1 AND owner = $2 AND token = $3", token, lease.RunId, lease.Owner, lease.Token), cancellationToken);

    public async Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return await database.QueryAsync("SELECT run_id, timer_id, due_at FROM timers WHERE due_at <= clock_timestamp() ORDER BY due_at, run_id, timer_id LIMIT $1", Timer, cancellationToken, limit).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) =>
        await database.QueryAsync("SELECT run_id, timer_id, due_at FROM timers WHERE run_id = $1 ORDER BY timer_id", Timer, cancellationToken, runId).ConfigureAwait(false);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => database.WriteAsync(async (connection, token) =>
    {
        var found = await PostgresDatabase.RowsAsync(connection, "SELECT is_open FROM runs WHERE run_id = $1 FOR UPDATE", reader => reader.GetBoolean(0), token, runId).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return false;
        }

        if (found[0])
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {runId} is open; cancel it first.");
        }

        foreach (var table in new[] { "events", "timers", "leases", "runs" })
        {
            await PostgresDatabase.ExecuteAsync(connection, $"DELETE FROM {table} WHERE run_id = $1", token, runId).ConfigureAwait(false);
        }

        return true;
    }, cancellationToken);

    private static RunEntry Entry(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetBoolean(2), reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6));

    private static DueTimer Timer(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2));
}
