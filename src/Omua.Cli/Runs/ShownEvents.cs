using Omua.Engine.Journal;

namespace Omua.Cli.Runs;

/// <summary>Shows what the engine journals while it does.</summary>
internal sealed class ShownEvents(IRunProgress progress) : IProgress<RunEvent>
{
    public void Report(RunEvent value)
    {
        if (value is { Kind: RunEventKind.TaskCompleted, Result.Tasks: { Count: > 0 } further })
        {
            progress.Added(further);
        }

        if (value.Kind == RunEventKind.ApprovalRequested)
        {
            progress.Say($"{value.TaskId} waits for a person: {value.Reason}");
        }

        TaskStatus? status = value.Kind switch
        {
            RunEventKind.TaskStarted => TaskStatus.Running,
            RunEventKind.TaskCompleted => TaskStatus.Completed,
            RunEventKind.TaskFailed => TaskStatus.Failed,
            RunEventKind.TaskSkipped => TaskStatus.Skipped,
            RunEventKind.TaskCancelled => TaskStatus.Cancelled,
            RunEventKind.TaskRetrying or RunEventKind.TaskLost => TaskStatus.Pending,
            _ => null,
        };
        if (status is { } now && value.TaskId is { } task)
        {
            progress.Changed(task, now, value.Reason);
        }
    }
}
