using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Runs as journals of events, in SQLite. Times are Unix milliseconds.</summary>
internal sealed class SqliteJournal(SqliteFile file, TimeProvider time) : IRunJournal
{
    private const int LoadBatch = 500;

    private const string Entries = """
        SELECT r.run_id, r.last_sequence, r.is_open, r.summary, r.created_at, r.updated_at, l.expires_at
        FROM runs r LEFT JOIN leases l ON l.run_id = r.run_id AND l.expires_at > $now
        """;

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(append);
        return file.WriteAsync(connection => Append(connection, append), cancellationToken);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(
        string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var after = afterSequence;
            var batch = await file.ReadAsync(connection => SqliteEvents.Load(connection, runId, after, LoadBatch), cancellationToken).ConfigureAwait(false);
            foreach (var stored in batch)
            {
                yield return stored;
            }

            if (batch.Count < LoadBatch)
            {
                yield break;
            }

            afterSequence = batch[^1].Sequence;
        }
    }

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        StorageArguments.CheckPage(query.Limit);
        var (createdAt, runId) = RunCursor.Read(query.Cursor);
        return file.ReadAsync(connection => List(connection, query, createdAt, runId), cancellationToken);
    }

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        file.ReadAsync(connection =>
        {
            using var command = SqliteFile.Command(connection, $"{Entries} WHERE r.run_id = $run", ("$now", Now()), ("$run", runId));
            using var reader = command.ExecuteReader();
            return reader.Read() ? Entry(reader) : null;
        }, cancellationToken);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckLease(runId, owner, duration);
        return file.WriteAsync(connection => Lease(connection, runId, owner, duration), cancellationToken);
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) =>
        file.WriteAsync(connection => SqliteFile.Execute(connection, "UPDATE leases SET expires_at = 0 WHERE run_id = $run AND owner = $owner AND token = $token",
            ("$run", lease.RunId), ("$owner", lease.Owner), ("$token", lease.Token)), cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return TimersAsync("due_at <= $now ORDER BY due_at, run_id, timer_id LIMIT $limit", cancellationToken, ("$now", Now()), ("$limit", limit));
    }

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) =>
        TimersAsync("run_id = $run ORDER BY timer_id", cancellationToken, ("$run", runId));

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) =>
        file.WriteAsync(connection =>
        {
            using var read = SqliteFile.Command(connection, "SELECT is_open FROM runs WHERE run_id = $run", ("$run", runId));
            if (read.ExecuteScalar() is not long isOpen)
            {
                return false;
            }

            if (isOpen != 0)
            {
                throw new StorageException(StorageFailure.Conflict, $"Run {runId} is open; cancel it first.");
            }

            foreach (var table in (ReadOnlySpan<string>)[.. SqliteEvents.Tables, "timers", "leases", "runs"])
            {
                SqliteFile.Execute(connection, $"DELETE FROM {table} WHERE run_id = $run", ("$run", runId));
            }

            return true;
        }, cancellationToken);

    private long Append(SqliteConnection connection, JournalAppend append)
    {
        var now = Now();
        var at = append.RecordedAt?.ToUnixTimeMilliseconds() ?? now;
        Fence(connection, append, now);
        var last = append.ExpectedSequence + append.Events.Count;
        Advance(connection, append, last, at);
        SqliteEvents.Add(connection, append, at);
        SetTimers(connection, append, now);
        return last;
    }

    /// <summary>Moves a run on from the sequence that was expected, or makes it where none was. What decides is the row itself, so that no read goes before it.</summary>
    private static void Advance(SqliteConnection connection, JournalAppend append, long last, long at)
    {
        var taken = append.ExpectedSequence == 0
            ? SqliteFile.Scalar(connection, "SELECT 1 FROM runs WHERE run_id = $run", ("$run", append.RunId)) is null
                && SqliteFile.Execute(connection, "INSERT INTO runs VALUES ($run, $created, $last, $open, $summary, $now, $now)", ("$run", append.RunId),
                    ("$created", SqliteSchema.Next(connection, "run")), ("$last", last), ("$open", append.IsOpen), ("$summary", append.Summary), ("$now", at)) == 1
            : SqliteFile.Execute(connection,
                "UPDATE runs SET last_sequence = $last, is_open = $open, summary = coalesce($summary, summary), updated_at = $now WHERE run_id = $run AND last_sequence = $expected",
                ("$last", last), ("$open", append.IsOpen), ("$summary", append.Summary), ("$now", at), ("$run", append.RunId), ("$expected", append.ExpectedSequence)) == 1;
        if (!taken)
        {
            var current = SqliteFile.Scalar(connection, "SELECT last_sequence FROM runs WHERE run_id = $run", ("$run", append.RunId)) ?? 0L;
            throw new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at sequence {current}, not {append.ExpectedSequence}.");
        }
    }

    private static void Fence(SqliteConnection connection, JournalAppend append, long now)
    {
        if (append.Lease is not { } lease)
        {
            return;
        }

        if (SqliteFile.Scalar(connection, "SELECT 1 FROM leases WHERE run_id = $run AND owner = $owner AND token = $token AND expires_at > $now",
            ("$run", append.RunId), ("$owner", lease.Owner), ("$token", lease.Token), ("$now", now)) is null)
        {
            throw new StorageException(StorageFailure.Fenced, $"The lease of run {append.RunId} has ended or is held by another process.");
        }
    }

    private static void SetTimers(SqliteConnection connection, JournalAppend append, long now)
    {
        foreach (var timer in append.SetTimers)
        {
            SqliteFile.Execute(connection, "INSERT INTO timers VALUES ($run, $id, $due) ON CONFLICT DO UPDATE SET due_at = excluded.due_at",
                ("$run", append.RunId), ("$id", timer.Id), ("$due", now + (long)timer.Delay.TotalMilliseconds));
        }

        foreach (var id in append.ClearTimers)
        {
            SqliteFile.Execute(connection, "DELETE FROM timers WHERE run_id = $run AND timer_id = $id", ("$run", append.RunId), ("$id", id));
        }
    }

    private Page<RunEntry> List(SqliteConnection connection, RunQuery query, long createdAt, string runId)
    {
        using var command = SqliteFile.Command(connection,
            $"""
            {Entries}
            WHERE ($open IS NULL OR r.is_open = $open) AND (r.created_at, r.run_id) < ($created, $run)
            ORDER BY r.created_at DESC, r.run_id DESC LIMIT $limit
            """,
            ("$now", Now()), ("$open", query.IsOpen), ("$created", createdAt), ("$run", runId), ("$limit", query.Limit + 1));
        using var reader = command.ExecuteReader();
        var items = new List<RunEntry>();
        while (reader.Read())
        {
            items.Add(Entry(reader));
        }

        var hasMore = items.Count > query.Limit;
        var page = hasMore ? items[..query.Limit] : items;
        return new Page<RunEntry>(page, hasMore ? RunCursor.After(page[^1]) : null);
    }

    private static RunEntry Entry(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetBoolean(2), reader.IsDBNull(3) ? null : reader.GetString(3),
        Time(reader.GetInt64(4)), Time(reader.GetInt64(5)), reader.IsDBNull(6) ? null : Time(reader.GetInt64(6)));

    private Task<IReadOnlyList<DueTimer>> TimersAsync(string which, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        file.ReadAsync(connection =>
        {
            using var command = SqliteFile.Command(connection, $"SELECT run_id, timer_id, due_at FROM timers WHERE {which}", parameters);
            using var reader = command.ExecuteReader();
            var timers = new List<DueTimer>();
            while (reader.Read())
            {
                timers.Add(new DueTimer(reader.GetString(0), reader.GetString(1), Time(reader.GetInt64(2))));
            }

            return (IReadOnlyList<DueTimer>)timers;
        }, cancellationToken);

    private RunLease? Lease(SqliteConnection connection, string runId, string owner, TimeSpan duration)
    {
        var now = Now();
        using var read = SqliteFile.Command(connection, "SELECT owner, token, expires_at FROM leases WHERE run_id = $run", ("$run", runId));
        using var reader = read.ExecuteReader();
        var known = reader.Read();
        var isLive = known && reader.GetInt64(2) > now;
        var isOwn = known && string.Equals(reader.GetString(0), owner, StringComparison.Ordinal);
        if (isLive && !isOwn)
        {
            return null;
        }

        var token = isLive && isOwn ? reader.GetInt64(1) : SqliteSchema.Next(connection, "token");
        reader.Close();
        var expires = now + (long)duration.TotalMilliseconds;
        SqliteFile.Execute(connection, "INSERT INTO leases VALUES ($run, $owner, $token, $expires) ON CONFLICT DO UPDATE SET owner = excluded.owner, token = excluded.token, expires_at = excluded.expires_at",
            ("$run", runId), ("$owner", owner), ("$token", token), ("$expires", expires));
        return new RunLease(runId, owner, token, Time(expires));
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
