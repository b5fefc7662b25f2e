using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>Settings of one call. Null leaves a setting to the backend's configuration.</summary>
public sealed record LlmOptions
{
    /// <summary>The model, as the provider names it.</summary>
    public string? Model { get; init; }

    /// <summary>0 to 2; lower is steadier.</summary>
    public double? Temperature { get; init; }

    /// <summary>Limit of the answer in tokens; at least 1.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>JSON Schema that the answer must follow, where <see cref="LlmCapabilities.StructuredOutput"/> is supported. The host validates either way.</summary>
    public JsonObject? ResponseSchema { get; init; }

    /// <summary>Tools that the model may call.</summary>
    public IReadOnlyList<LlmTool> Tools { get; init; } = [];

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
