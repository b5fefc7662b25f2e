using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>A tool that a model may call.</summary>
/// <param name="Name">snake_case; at most 64 characters.</param>
/// <param name="Description">What it does and when to use it.</param>
/// <param name="ParametersSchema">JSON Schema of its arguments, an object.</param>
public sealed record LlmTool(string Name, string Description, JsonObject ParametersSchema);
