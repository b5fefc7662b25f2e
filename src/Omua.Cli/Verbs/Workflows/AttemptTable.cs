using System.Globalization;
using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>The timeline of a run's attempts, with how and why each ended.</summary>
internal static class AttemptTable
{
    public static TextTable Of(IReadOnlyList<AttemptRecord> attempts, DateTimeOffset began)
    {
        var table = new TextTable("at", "task", "attempt", "seconds", "outcome", "cause").Right(0).Right(2).Right(3);
        foreach (var attempt in attempts)
        {
            table.Add(
                $"+{Seconds(attempt.StartedAt - began)}", attempt.TaskId, attempt.Attempt.ToString(CultureInfo.InvariantCulture),
                attempt.EndedAt is { } end ? Seconds(end - attempt.StartedAt) : "", attempt.Outcome, attempt.Cause ?? "");
        }

        return table;
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<AttemptRecord> attempts)
    {
        writer.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            writer.WriteStartObject();
            writer.WriteString("task_id", attempt.TaskId);
            writer.WriteNumber("attempt", attempt.Attempt);
            writer.WriteString("started_at", RunEntryJson.Moment(attempt.StartedAt));
            writer.WriteString("ended_at", attempt.EndedAt is { } end ? RunEntryJson.Moment(end) : null);
            writer.WriteString("outcome", attempt.Outcome);
            writer.WriteString("cause", attempt.Cause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
}
