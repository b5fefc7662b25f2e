using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>The timeline of a run: each attempt with its start, its end, and how and why it ended.</summary>
internal static class TaskAttempts
{
    public const string Completed = "completed";

    public static IReadOnlyList<AttemptRecord> Of(IEnumerable<RunEvent> events)
    {
        var attempts = new List<AttemptRecord>();
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var @event in events)
        {
            if (@event is { Kind: RunEventKind.TaskStarted, TaskId: { } started })
            {
                open[started] = attempts.Count;
                attempts.Add(new AttemptRecord(started, @event.Attempt!.Value, @event.At));
            }
            else if (Outcome(@event.Kind) is { } outcome && open.Remove(@event.TaskId!, out var index))
            {
                attempts[index] = attempts[index] with { EndedAt = @event.At, Outcome = outcome, Cause = @event.Reason };
            }
        }

        return attempts;
    }

    private static string? Outcome(RunEventKind kind) => kind switch
    {
        RunEventKind.TaskCompleted => Completed,
        RunEventKind.TaskRetrying => "failed, tried again",
        RunEventKind.TaskFailed => "failed",
        RunEventKind.TaskLost => "lost",
        RunEventKind.TaskCancelled => "cancelled",
        _ => null,
    };
}
