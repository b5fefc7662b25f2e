using System.Text.Json;

namespace Omua.Llm.Calling;

/// <summary>An answer as it is kept in a cache or a recording.</summary>
internal static class AnswerJson
{
    public static JsonObject Write(LlmResponse response) => new()
    {
        ["content"] = response.Content,
        ["finish_reason"] = response.FinishReason.ToString(),
        ["model"] = response.Model,
        ["backend"] = response.Backend,
        ["tool_calls"] = Calls(response.ToolCalls),
        ["usage"] = new JsonObject
        {
            ["input"] = response.Usage.InputTokens,
            ["cached"] = response.Usage.CachedInputTokens,
            ["written"] = response.Usage.CacheWriteTokens,
            ["output"] = response.Usage.OutputTokens,
            ["reasoning"] = response.Usage.ReasoningTokens,
            ["estimated"] = response.Usage.IsEstimated,
        },
    };

    public static LlmResponse Read(JsonObject fields)
    {
        var usage = fields["usage"] as JsonObject ?? throw new JsonException("An answer has its usage.");
        return new LlmResponse(
            (string)fields["content"]!,
            new LlmUsage((long)usage["input"]!, (long)usage["output"]!)
            {
                CachedInputTokens = (long)usage["cached"]!,
                CacheWriteTokens = (long)usage["written"]!,
                ReasoningTokens = (long)usage["reasoning"]!,
                IsEstimated = (bool)usage["estimated"]!,
            },
            (string)fields["model"]!,
            Enum.Parse<LlmFinishReason>((string)fields["finish_reason"]!))
        {
            Backend = (string?)fields["backend"],
            ToolCalls = [.. ((JsonArray)fields["tool_calls"]!).Select(call => new LlmToolCall((string)call!["id"]!, (string)call["name"]!, (JsonObject)call["arguments"]!.DeepClone()))],
        };
    }

    public static JsonArray Calls(IReadOnlyList<LlmToolCall> calls) => new([.. calls.Select(call => new JsonObject
    {
        ["id"] = call.Id, ["name"] = call.Name, ["arguments"] = call.Arguments.DeepClone(),
    })]);
}
