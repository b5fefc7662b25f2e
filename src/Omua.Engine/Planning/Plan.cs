namespace Omua.Engine.Planning;

/// <summary>The tasks of a run, and where they came from.</summary>
internal sealed record Plan
{
    /// <summary><c>rules</c>, <c>playbook</c>, later <c>llm</c> and <c>repaired</c>.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    /// <summary>Agents that could not plan; the others' tasks are here.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>SHA-256 of the tasks in canonical JSON: two plans with one hash do the same.</summary>
    public string Hash => field ??= PlanHash.Of(Tasks);
}
