namespace Omua.Cli.Runs;

/// <summary>A plan and what came of it.</summary>
internal sealed record Execution
{
    public required string Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public required string PlanSource { get; init; }

    public required string PlanHash { get; init; }

    public required IReadOnlyList<RunTask> Tasks { get; init; }

    public required IReadOnlyDictionary<string, TaskResult> Results { get; init; }

    /// <summary>Agents that could not plan, and other things that did not stop the rest.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
