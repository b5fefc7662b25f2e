using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>What came of a task.</summary>
public sealed record TaskResult
{
    /// <summary>The task that this is the result of.</summary>
    public required string TaskId { get; init; }

    /// <summary>An agent returns <see cref="TaskStatus.Completed"/> or <see cref="TaskStatus.Failed"/>; the others are the engine's to give.</summary>
    public required TaskStatus Status { get; init; }

    /// <summary>The figures, as JSON. At most 8 MB when written out.</summary>
    public JsonObject Result { get; init; } = [];

    /// <summary>Why it failed: what, where, and what to do next. Null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>About the execution, not the outcome: rows read, duration, versions.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>What a person should know, each with its evidence.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Spend changes that follow from the figures. Proposed, never applied by the agent.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>
    /// Tasks that follow from this one: they join the run when this result is recorded. They may depend on any task of the run and on each other; where one of them
    /// cannot be run, the task has failed.
    /// </summary>
    public IReadOnlyList<TaskSpec> Tasks { get; init; } = [];

    /// <summary>A completed result.</summary>
    public static TaskResult Completed(TaskSpec task, JsonObject result) =>
        new() { TaskId = task.Id, Status = TaskStatus.Completed, Result = result };

    /// <summary>A failed result; the engine retries while attempts are left.</summary>
    public static TaskResult Failed(TaskSpec task, string error) =>
        new() { TaskId = task.Id, Status = TaskStatus.Failed, Error = error };
}
