using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>A kind of task that an agent executes, said so that a planner other than the agent itself can plan it.</summary>
/// <param name="Name">snake_case, unique in the agent; at most 64 characters: <c>waste_review</c>. Tasks of this kind carry it as <see cref="TaskSpec.Kind"/>.</param>
/// <param name="Description">What it finds out and when it is worth doing, in a sentence or two.</param>
/// <param name="ParametersSchema">
/// JSON Schema of <see cref="TaskSpec.Parameters"/>, an object. What the context decides stands in it as an enum (the names of the datasets).
/// </param>
public sealed record TaskKind(string Name, string Description, JsonObject ParametersSchema);
