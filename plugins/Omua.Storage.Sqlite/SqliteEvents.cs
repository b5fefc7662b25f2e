using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// The events of runs in two tables: the newest of all runs in the order in which they came, and the rest by run. A commit writes whole pages to the disk: sixty runs that each
/// add one event to a page of their own write sixty, where the newest together fill a few. Every four thousand are moved, each run's at once.
/// </summary>
internal static class SqliteEvents
{
    private const int MostRecent = 4_096;

    /// <summary>A larger event fills pages of its own wherever it stands; it would only be written twice.</summary>
    private const int LargestRecent = 2_048;

    public static IReadOnlyList<string> Tables { get; } = ["recent_events", "events"];

    public static void Add(SqliteConnection connection, JournalAppend append, long at)
    {
        var sequence = append.ExpectedSequence;
        var isFull = false;
        foreach (var each in append.Events)
        {
            var isRecent = each.Json.Length <= LargestRecent;
            SqliteFile.Execute(connection, isRecent ? "INSERT INTO recent_events VALUES ($run, $sequence, $kind, $json, $at)" : "INSERT INTO events VALUES ($run, $sequence, $kind, $json, $at)",
                ("$run", append.RunId), ("$sequence", ++sequence), ("$kind", each.Kind), ("$json", each.Json), ("$at", at));

            // Row numbers begin at one again whenever the table was emptied.
            isFull |= isRecent && SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle!) >= MostRecent;
        }

        if (isFull)
        {
            SqliteFile.Execute(connection, "INSERT INTO events SELECT run_id, sequence, kind, json, recorded_at FROM recent_events ORDER BY run_id, sequence");
            SqliteFile.Execute(connection, "DELETE FROM recent_events");
        }
    }

    public static List<JournalEvent> Load(SqliteConnection connection, string runId, long after, int limit)
    {
        using var command = SqliteFile.Command(
            connection,
            """
            SELECT sequence, kind, json, recorded_at FROM events WHERE run_id = $run AND sequence > $after
            UNION ALL SELECT sequence, kind, json, recorded_at FROM recent_events WHERE run_id = $run AND sequence > $after
            ORDER BY sequence LIMIT $limit
            """,
            ("$run", runId), ("$after", after), ("$limit", limit));
        using var reader = command.ExecuteReader();
        var events = new List<JournalEvent>();
        while (reader.Read())
        {
            events.Add(new JournalEvent(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
        }

        return events;
    }
}
