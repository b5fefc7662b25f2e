using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>One piece of work in a plan. Plain data: it is journalled, shown to people and hashed.</summary>
public sealed record TaskSpec
{
    /// <summary>Unique in the run; letters, digits, <c>_</c>, <c>-</c>, <c>.</c>; at most 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>A short name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the agent that executes it.</summary>
    public required string AgentType { get; init; }

    /// <summary>Which of the agent's kinds of task this is: a <see cref="TaskKind.Name"/>. Empty where the agent has only one. Agents tell their tasks apart by it, never by the id.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What will be done, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>What the agent needs to know, as JSON. Treat it as read-only: each attempt gets a copy of its own.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>Ids of tasks that must complete first; their results arrive in <see cref="ContextData.PreviousResults"/>.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Higher goes first among tasks that are ready; a minute of waiting counts as one more, so that nobody waits for ever. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Limit of one attempt; null takes the run's (default 5 minutes). Range: above zero to 24 hours.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Limit from the first attempt's start to the end, retries and their waits included; null for none. Range: above zero to 24 hours.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>The longest silence of an attempt: it ends as failed where <see cref="TaskAttempt.Beat"/> is not called in time. Null: none is expected. Range: above zero to 24 hours.</summary>
    public TimeSpan? HeartbeatTimeout { get; init; }

    /// <summary>How long the task may wait for a slot once its dependencies have completed and a person has agreed: it then fails without an attempt. Null for no limit. Range: above zero to 24 hours.</summary>
    public TimeSpan? StartTimeout { get; init; }

    /// <summary>
    /// What a person has to agree to before the task starts, as a question; null: nothing. Asked once its dependencies have completed; the run holds no thread and no
    /// process meanwhile. Where the answer is no, the task is cancelled.
    /// </summary>
    public string? Approval { get; init; }

    /// <summary>How often a failed attempt is tried again; null takes the run's (default 2). 0 means never.</summary>
    public int? Retries { get; init; }
}
