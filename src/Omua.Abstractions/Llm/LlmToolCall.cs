using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>A call that a model asks for. It is a wish, checked against the tool's schema before anything runs.</summary>
/// <param name="Id">The provider's id of the call; the answer carries it in <see cref="LlmMessage.ToolCallId"/>.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record LlmToolCall(string Id, string Name, JsonObject Arguments);
