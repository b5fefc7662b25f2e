using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>
/// How a run stands: the fold over its events. It changes in place and belongs to one owner, the loop that journals the run; what it says depends on
/// the events applied and on nothing else. A loop whose commit failed drops it and folds the journal anew.
/// </summary>
internal sealed class RunState(string runId)
{
    private DateTimeOffset _countedFrom;

    public string RunId { get; } = runId;

    public RunStatus Status { get; private set; } = RunStatus.Created;

    public RunTerms? Terms { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Why the run may take no longer; null while it may.</summary>
    public string? TimeoutReason { get; private set; }

    /// <summary>When the run has taken longer than it may; null where it has no limit, or has been ended already.</summary>
    public DateTimeOffset? DueAt => EndReason is null && !IsOver && Status == RunStatus.Running && Terms?.Timeout is { } timeout ? _countedFrom + timeout : null;

    /// <summary>How many events were applied; the sequence of the last.</summary>
    public long Sequence { get; private set; }

    public TaskBoard Tasks { get; private set; } = new();

    public bool DryRun => Terms?.DryRun ?? true;

    public string PlanSource => Terms?.PlanSource ?? "";

    public string PlanHash => Terms?.PlanHash ?? "";

    public bool IsOver => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>Whether nothing can happen before a person has answered.</summary>
    public bool IsWaiting => Status == RunStatus.Running && Tasks.WaitsForPeopleAlone;

    /// <summary>Why nothing more may start; null while the run goes on.</summary>
    public string? EndReason => CancelReason ?? TimeoutReason
        ?? (Terms?.FailurePolicy == FailurePolicy.FailFast && Tasks.FirstFailed is { } failed ? $"{failed} failed" : null);

    /// <summary>Folds one more event in. Terminal states never change, but where a person has the run tried again.</summary>
    public void Apply(RunEvent @event)
    {
        Sequence++;
        if (IsOver && @event.Kind != RunEventKind.RunReopened)
        {
            return;
        }

        switch (@event.Kind)
        {
            case RunEventKind.RunCreated:
                TakeTerms(@event);
                break;
            case RunEventKind.RunStarted:
                TakeTerms(@event);
                (Status, StartedAt, _countedFrom) = (RunStatus.Running, @event.At, @event.At);
                break;
            case RunEventKind.RunReopened:
                (Status, CompletedAt, CancelReason, TimeoutReason, _countedFrom) = (RunStatus.Running, null, null, null, @event.At);
                Tasks = Tasks.Reopened(@event.TaskId, @event.At);
                break;
            case RunEventKind.RunTimedOut:
                TimeoutReason = @event.Reason ?? "the run took too long";
                break;
            case RunEventKind.CancelRequested:
                CancelReason = @event.Reason ?? "cancelled";
                break;
            case RunEventKind.RunCompleted:
                End(RunStatus.Completed, @event);
                break;
            case RunEventKind.RunFailed:
                End(RunStatus.Failed, @event);
                break;
            case RunEventKind.RunCancelled:
                End(RunStatus.Cancelled, @event);
                break;
            case RunEventKind.RunResumed:
                break;
            default:
                ApplyToTask(@event);
                break;
        }
    }

    private void TakeTerms(RunEvent @event)
    {
        if (@event.Terms is { } terms)
        {
            Terms = terms;
            Tasks.Begin(terms);
            Tasks.Add(terms.Tasks, @event.At);
        }
    }

    private void End(RunStatus status, RunEvent @event) => (Status, CompletedAt) = (status, @event.At);

    private void ApplyToTask(RunEvent @event)
    {
        var task = Tasks[@event.TaskId!];
        if (task.IsOver)
        {
            return;
        }

        Tasks.Set(After(task, @event), @event.At);
        if (@event is { Kind: RunEventKind.TaskCompleted, Result.Tasks: { Count: > 0 } further })
        {
            Tasks.Add(further, @event.At);
        }
    }

    private static TaskState After(TaskState task, RunEvent @event) => @event.Kind switch
    {
        RunEventKind.TaskStarted => task with
        {
            Status = TaskStatus.Running, Attempts = @event.Attempt!.Value, StartedAt = task.StartedAt ?? @event.At, NotBefore = null,
        },
        RunEventKind.TaskCompleted => task with
        {
            Status = TaskStatus.Completed, Result = @event.Result, ResultJson = @event.ResultJson, Error = null, CompletedAt = @event.At,
        },
        RunEventKind.TaskRetrying => task with
        {
            Status = TaskStatus.Pending, Failures = task.Failures + 1, Crashes = 0, Error = @event.Reason, NotBefore = @event.NotBefore,
        },
        RunEventKind.TaskFailed => task with
        {
            Status = TaskStatus.Failed, Failures = task.Failures + 1, Error = @event.Reason, Result = @event.Result, ResultJson = @event.ResultJson, CompletedAt = @event.At,
        },
        RunEventKind.TaskLost => task with
        {
            Status = TaskStatus.Pending, Losses = task.Losses + 1, Crashes = @event.IsCrash == false ? task.Crashes : task.Crashes + 1, Error = @event.Reason,
            NotBefore = @event.NotBefore,
        },
        RunEventKind.ApprovalRequested => task with { IsAwaitingApproval = true },
        RunEventKind.ApprovalGranted => task with { IsAwaitingApproval = false, IsApproved = true },
        RunEventKind.TaskSkipped => task with { Status = TaskStatus.Skipped, Error = @event.Reason, CompletedAt = @event.At },
        RunEventKind.TaskCancelled => task with { Status = TaskStatus.Cancelled, Error = @event.Reason, CompletedAt = @event.At },
        _ => throw new InvalidOperationException($"{@event.Kind} is not an event of a task."),
    };
}
