namespace Omua.Cli.Runs;

/// <summary>A task of a run as it ended.</summary>
internal sealed record RunTask(TaskSpec Spec, TaskStatus Status)
{
    /// <summary>Start of the first attempt; null when it never started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Attempts { get; init; }

    public string? Error { get; init; }

    /// <summary>Whether a person has been asked and has not answered; the question is <see cref="TaskSpec.Approval"/>.</summary>
    public bool IsAwaitingApproval { get; init; }
}
