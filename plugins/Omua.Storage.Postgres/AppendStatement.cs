namespace Omua.Storage.Postgres;

/// <summary>
/// Appends of different runs in one statement. The row of a run decides: its update takes effect where it stands at the expected sequence, and what it returns is what events
/// and timers are written for. So a second writer is fenced by the row, and by the key (run, sequence) all the same.
/// </summary>
internal static class AppendStatement
{
    private const int MaxTries = 20;

    /// <summary>Shared: an append does not wait for another, a new owner waits until it is through. In one order, so that two batches do not wait for each other.</summary>
    private const string LockLeases = """
        SELECT 1 FROM leases l JOIN unnest($1::text[], $2::text[], $3::bigint[]) AS held (run_id, owner, token) USING (run_id, owner, token) ORDER BY l.run_id FOR SHARE OF l
        """;

    private const string Append = """
        WITH append AS MATERIALIZED (
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::boolean[], $5::text[], $6::timestamptz[], $7::text[], $8::bigint[])
                AS a (run_id, expected, last, is_open, summary, at, owner, token)
            WHERE token IS NULL OR EXISTS (SELECT FROM leases l WHERE l.run_id = a.run_id AND l.owner = a.owner AND l.token = a.token AND l.expires_at > clock_timestamp())),
        moved AS (
            UPDATE runs r SET last_sequence = a.last, is_open = a.is_open, summary = coalesce(a.summary, r.summary), updated_at = coalesce(a.at, clock_timestamp())
            FROM append a WHERE a.expected > 0 AND r.run_id = a.run_id AND r.last_sequence = a.expected RETURNING r.run_id, r.updated_at),
        made AS (
            INSERT INTO runs SELECT run_id, last, is_open, summary, at, at FROM (SELECT run_id, last, is_open, summary, coalesce(at, clock_timestamp()) AS at FROM append WHERE expected = 0) AS new
            ON CONFLICT (run_id) DO NOTHING RETURNING run_id, updated_at),
        taken AS (SELECT run_id, updated_at FROM moved UNION ALL SELECT run_id, updated_at FROM made),
        written AS (
            INSERT INTO events SELECT e.run_id, e.sequence, e.kind, e.json, taken.updated_at
            FROM unnest($9::text[], $10::bigint[], $11::text[], $12::text[]) AS e (run_id, sequence, kind, json) JOIN taken USING (run_id))
        """;

    /// <summary>Timers count from the instant of the events; where that was given, from now.</summary>
    private const string Timers = """
        , cleared AS (
            DELETE FROM timers t USING unnest($16::text[], $17::text[]) AS c (run_id, timer_id) JOIN taken USING (run_id) WHERE t.run_id = c.run_id AND t.timer_id = c.timer_id),
        set AS (
            INSERT INTO timers SELECT s.run_id, s.timer_id, CASE WHEN append.at IS NULL THEN taken.updated_at ELSE clock_timestamp() END + s.delay
            FROM unnest($13::text[], $14::text[], $15::interval[]) AS s (run_id, timer_id, delay) JOIN taken USING (run_id) JOIN append USING (run_id)
            ON CONFLICT (run_id, timer_id) DO UPDATE SET due_at = excluded.due_at)
        """;

    private const string Taken = " SELECT run_id FROM taken";

    private static readonly string WithoutTimers = Append + Taken;
    private static readonly string WithTimers = Append + Timers + Taken;

    /// <summary>Takes what can be taken; the others by their run, each with its reason. No two are of one run.</summary>
    public static async Task<IReadOnlyDictionary<string, StorageException>> RunAsync(PostgresDatabase database, IReadOnlyList<JournalAppend> appends)
    {
        var refused = new Dictionary<string, StorageException>(StringComparer.Ordinal);
        for (var attempt = 1; ; attempt++)
        {
            List<string> taken;
            try
            {
                taken = await database.AtOnceAsync(reader => reader.GetString(0), Statements(appends)).ConfigureAwait(false);
            }
            catch (StorageException exception) when (attempt > 1)
            {
                // Others were taken by an earlier statement: what goes wrong now is not theirs.
                return appends.Select(append => append.RunId).ToDictionary(run => run, _ => exception).Concat(refused).ToDictionary(StringComparer.Ordinal);
            }

            if (taken.Count == appends.Count)
            {
                return refused;
            }

            var left = new List<JournalAppend>();
            foreach (var append in appends.ExceptBy(taken, append => append.RunId, StringComparer.Ordinal))
            {
                if (await ReasonAsync(database, append).ConfigureAwait(false) is { } reason)
                {
                    refused[append.RunId] = reason;
                }
                else if (attempt == MaxTries)
                {
                    refused[append.RunId] = new StorageException(StorageFailure.Unavailable, $"Run {append.RunId} is written by others all the time; try again.");
                }
                else
                {
                    left.Add(append);
                }
            }

            if (left.Count == 0)
            {
                return refused;
            }

            appends = left;
        }
    }

    private static List<(string Sql, object?[] Parameters)> Statements(IReadOnlyList<JournalAppend> appends)
    {
        var statements = new List<(string, object?[])>(2);
        var leases = appends.Where(append => append.Lease is not null).Select(append => append.Lease!).ToList();
        if (leases.Count > 0)
        {
            statements.Add((LockLeases, [leases.Select(lease => lease.RunId).ToArray(), leases.Select(lease => lease.Owner).ToArray(), leases.Select(lease => lease.Token).ToArray()]));
        }

        var events = appends.SelectMany(append => append.Events.Select((each, index) => (append.RunId, Sequence: append.ExpectedSequence + index + 1, each.Kind, each.Json))).ToList();
        List<object?> parameters =
        [
            appends.Select(append => append.RunId).ToArray(),
            appends.Select(append => append.ExpectedSequence).ToArray(),
            appends.Select(append => append.ExpectedSequence + append.Events.Count).ToArray(),
            appends.Select(append => append.IsOpen).ToArray(),
            appends.Select(append => append.Summary).ToArray(),
            appends.Select(append => append.RecordedAt?.ToUniversalTime()).ToArray(),
            appends.Select(append => append.Lease?.Owner).ToArray(),
            appends.Select(append => append.Lease?.Token).ToArray(),
            events.Select(each => each.RunId).ToArray(),
            events.Select(each => each.Sequence).ToArray(),
            events.Select(each => each.Kind).ToArray(),
            events.Select(each => each.Json).ToArray(),
        ];
        if (!appends.Any(append => append.SetTimers.Count > 0 || append.ClearTimers.Count > 0))
        {
            statements.Add((WithoutTimers, [.. parameters]));
            return statements;
        }

        // A statement changes a row once: of a timer that is set twice the last counts, one that is also cleared is not set.
        var set = appends.SelectMany(append => append.SetTimers.Where(timer => !append.ClearTimers.Contains(timer.Id)).GroupBy(timer => timer.Id, StringComparer.Ordinal).Select(timer => (append.RunId, Timer: timer.Last()))).ToList();
        var cleared = appends.SelectMany(append => append.ClearTimers.Distinct(StringComparer.Ordinal).Select(timer => (append.RunId, Timer: timer))).ToList();
        parameters.AddRange(
        [
            set.Select(each => each.RunId).ToArray(), set.Select(each => each.Timer.Id).ToArray(), set.Select(each => each.Timer.Delay).ToArray(),
            cleared.Select(each => each.RunId).ToArray(), cleared.Select(each => each.Timer).ToArray(),
        ]);
        statements.Add((WithTimers, [.. parameters]));
        return statements;
    }

    /// <summary>Why an append was not taken; null where nothing stands against it any more, so that it may be sent again.</summary>
    private static async Task<StorageException?> ReasonAsync(PostgresDatabase database, JournalAppend append)
    {
        long last;
        bool isHeld;
        try
        {
            (last, isHeld) = (await database.QueryAsync(
                """
                SELECT coalesce((SELECT last_sequence FROM runs WHERE run_id = $1), 0), EXISTS (SELECT FROM leases WHERE run_id = $1 AND owner = $2::text AND token = $3::bigint AND expires_at > clock_timestamp())
                """,
                reader => (reader.GetInt64(0), reader.GetBoolean(1)), CancellationToken.None, append.RunId, append.Lease?.Owner, append.Lease?.Token).ConfigureAwait(false)).Single();
        }
        catch (StorageException exception)
        {
            // That append's own: those that were taken beside it are there.
            return exception;
        }

        if (append.Lease is not null && !isHeld)
        {
            return new StorageException(StorageFailure.Fenced, $"The lease of run {append.RunId} has ended or is held by another process.");
        }

        return last == append.ExpectedSequence ? null : new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at sequence {last}, not {append.ExpectedSequence}.");
    }
}
