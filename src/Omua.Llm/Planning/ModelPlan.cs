namespace Omua.Llm.Planning;

/// <summary>A plan that a model made, checked.</summary>
/// <param name="Source"><c>llm</c> as it was written, <c>repaired</c> where it had to be mended.</param>
/// <param name="Tasks">The tasks, those of agents that plan for themselves among them.</param>
internal sealed record ModelPlan(string Source, IReadOnlyList<TaskSpec> Tasks);
