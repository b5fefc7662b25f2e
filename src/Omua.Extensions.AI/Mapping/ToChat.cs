using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>From our types to those of Microsoft.Extensions.AI.</summary>
internal static class ToChat
{
    public static List<ChatMessage> Messages(IReadOnlyList<LlmMessage> messages) => [.. messages.Select(Message)];

    public static ChatOptions Options(LlmOptions options) => new()
    {
        ModelId = options.Model,
        Temperature = (float?)options.Temperature,
        MaxOutputTokens = options.MaxOutputTokens,
        StopSequences = options.StopSequences.Count == 0 ? null : [.. options.StopSequences],
        ResponseFormat = options.ResponseSchema is { } schema ? ChatResponseFormat.ForJsonSchema(Element(schema), "answer") : null,
        Tools = options.Tools.Count == 0
            ? null
            : [.. options.Tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, Element(tool.ParametersSchema)))],
    };

    public static ChatFinishReason FinishReason(LlmFinishReason reason) => reason switch
    {
        LlmFinishReason.Length => ChatFinishReason.Length,
        LlmFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
        LlmFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        LlmFinishReason.Incomplete => new ChatFinishReason("incomplete"),
        _ => ChatFinishReason.Stop,
    };

    public static UsageDetails Usage(LlmUsage usage) => new()
    {
        InputTokenCount = usage.InputTokens + usage.CachedInputTokens + usage.CacheWriteTokens,
        CachedInputTokenCount = usage.CachedInputTokens,
        OutputTokenCount = usage.OutputTokens,
        ReasoningTokenCount = usage.ReasoningTokens,
        TotalTokenCount = usage.TotalTokens,
    };

    public static IEnumerable<AIContent> Contents(string text, IReadOnlyList<LlmToolCall> calls)
    {
        if (text.Length > 0)
        {
            yield return new TextContent(text);
        }

        foreach (var call in calls)
        {
            yield return new FunctionCallContent(call.Id, call.Name, call.Arguments.ToDictionary(argument => argument.Key, argument => (object?)Element(argument.Value)));
        }
    }

    private static ChatMessage Message(LlmMessage message) => message.Role switch
    {
        LlmRole.System => new ChatMessage(ChatRole.System, message.Content),
        LlmRole.Assistant => new ChatMessage(ChatRole.Assistant, [.. Contents(message.Content, message.ToolCalls)]),
        LlmRole.Tool => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId ?? "", message.Content)]),
        _ => new ChatMessage(ChatRole.User, message.Content),
    };

    private static JsonElement Element(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }
}
