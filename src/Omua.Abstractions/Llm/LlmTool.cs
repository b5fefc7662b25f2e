using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>A tool that a model may call.</summary>
/// <param name="Name">snake_case; at most 64 characters.</param>
/// <param name="Description">What it does and when to use it.</param>
/// <param name="ParametersSchema">JSON Schema of its arguments, an object.</param>
public sealed record LlmTool(string Name, string Description, JsonObject ParametersSchema)
{
    /// <summary>
    /// Runs the tool. The host calls it with arguments that follow the schema, gives the outcome to the model and goes on; what it throws becomes the
    /// model's answer, without a stack. Null hands the calls back to the caller in <see cref="LlmResponse.ToolCalls"/>.
    /// </summary>
    public Func<JsonObject, CancellationToken, Task<JsonNode?>>? Invoke { get; init; }

    /// <summary>Whether a call only reads. Default false: it runs only when a person has approved this very call.</summary>
    public bool IsReadOnly { get; init; }
}
