using System.Collections.Immutable;
using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>How a run stands: the fold over its events.</summary>
internal sealed record RunState(string RunId)
{
    public RunStatus Status { get; init; } = RunStatus.Running;

    public RunTerms? Terms { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>How many events were folded; the sequence of the last.</summary>
    public long Sequence { get; init; }

    public ImmutableDictionary<string, TaskState> ById { get; init; } = ImmutableDictionary.Create<string, TaskState>(StringComparer.Ordinal);

    public bool DryRun => Terms?.DryRun ?? true;

    public string PlanSource => Terms?.PlanSource ?? "";

    public string PlanHash => Terms?.PlanHash ?? "";

    /// <summary>The tasks in the order of the plan.</summary>
    public IReadOnlyList<TaskState> Tasks => Terms is null ? [] : [.. Terms.Tasks.Select(task => ById[task.Id])];

    public bool IsOver => Status is not (RunStatus.Running or RunStatus.Interrupted);

    /// <summary>The state after one more event. Pure; terminal states never change.</summary>
    public RunState After(RunEvent @event)
    {
        var next = IsOver ? this : @event.Kind switch
        {
            RunEventKind.RunStarted => this with
            {
                Terms = @event.Terms,
                StartedAt = @event.At,
                ById = @event.Terms!.Tasks.ToImmutableDictionary(task => task.Id, task => new TaskState(task), StringComparer.Ordinal),
            },
            RunEventKind.CancelRequested => this with { CancelReason = @event.Reason ?? "cancelled" },
            RunEventKind.RunCompleted => this with { Status = RunStatus.Completed, CompletedAt = @event.At },
            RunEventKind.RunFailed => this with { Status = RunStatus.Failed, CompletedAt = @event.At },
            RunEventKind.RunCancelled => this with { Status = RunStatus.Cancelled, CompletedAt = @event.At },
            RunEventKind.RunResumed => this,
            _ => WithTask(@event),
        };
        return next with { Sequence = Sequence + 1 };
    }

    private RunState WithTask(RunEvent @event)
    {
        var task = ById[@event.TaskId!];
        if (task.IsOver)
        {
            return this;
        }

        var next = @event.Kind switch
        {
            RunEventKind.TaskStarted => task with
            {
                Status = TaskStatus.Running, Attempts = @event.Attempt!.Value, StartedAt = task.StartedAt ?? @event.At, NotBefore = null,
            },
            RunEventKind.TaskCompleted => task with { Status = TaskStatus.Completed, Result = @event.Result, Error = null, CompletedAt = @event.At },
            RunEventKind.TaskRetrying => task with
            {
                Status = TaskStatus.Pending, Failures = task.Failures + 1, Error = @event.Reason, NotBefore = @event.NotBefore,
            },
            RunEventKind.TaskFailed => task with
            {
                Status = TaskStatus.Failed, Failures = task.Failures + 1, Error = @event.Reason, Result = @event.Result, CompletedAt = @event.At,
            },
            RunEventKind.TaskLost => task with { Status = TaskStatus.Pending, Error = @event.Reason },
            RunEventKind.TaskSkipped => task with { Status = TaskStatus.Skipped, Error = @event.Reason, CompletedAt = @event.At },
            RunEventKind.TaskCancelled => task with { Status = TaskStatus.Cancelled, Error = @event.Reason, CompletedAt = @event.At },
            _ => throw new InvalidOperationException($"{@event.Kind} is not an event of a task."),
        };
        return this with { ById = ById.SetItem(next.Spec.Id, next) };
    }
}
