namespace Omua.Abstractions;

/// <summary>An agent as the others of its run see it.</summary>
/// <param name="Name">The name that tasks are addressed to (<see cref="TaskSpec.AgentType"/>).</param>
/// <param name="Description">What it does, in a sentence; may be empty.</param>
public sealed record AgentProfile(string Name, string Description = "")
{
    /// <summary>The kinds of task that it executes for this context; empty where it does not say.</summary>
    public IReadOnlyList<TaskKind> Tasks { get; init; } = [];
}
