using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>From the types of Microsoft.Extensions.AI to ours.</summary>
internal static class FromChat
{
    /// <summary>The provider reported none; the host estimates.</summary>
    public static LlmUsage UnknownUsage { get; } = LlmUsage.None with { IsEstimated = true };

    /// <summary>Null where the provider gave no reason.</summary>
    public static LlmFinishReason? FinishReason(ChatFinishReason? reason, IReadOnlyList<AIContent> contents) => reason switch
    {
        null => null,
        // Some servers say "stop" and ask for tools all the same.
        { } given when given == ChatFinishReason.ToolCalls || (given == ChatFinishReason.Stop && contents.Any(content => content is FunctionCallContent)) => LlmFinishReason.ToolCalls,
        { } given when given == ChatFinishReason.Stop => LlmFinishReason.Stop,
        { } given when given == ChatFinishReason.Length => LlmFinishReason.Length,
        { } given when given == ChatFinishReason.ContentFilter => LlmFinishReason.ContentFilter,
        { Value: "refusal" } => LlmFinishReason.ContentFilter,
        { Value: "model_context_window_exceeded" } => LlmFinishReason.Length,
        _ => LlmFinishReason.Stop,
    };

    public static IReadOnlyList<LlmToolCall> ToolCalls(string name, IEnumerable<AIContent> contents)
    {
        List<LlmToolCall>? calls = null;
        foreach (var content in contents)
        {
            if (content is FunctionCallContent call)
            {
                (calls ??= []).Add(call.Exception is null
                    ? new LlmToolCall(call.CallId, call.Name, Arguments(call.Arguments))
                    : throw new LlmException(LlmFailure.Incomplete, $"{name}: the arguments of the call of '{call.Name}' are not JSON.", call.Exception));
            }
        }

        return calls ?? (IReadOnlyList<LlmToolCall>)[];
    }

    public static JsonObject Arguments(IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        var made = new JsonObject();
        foreach (var (key, value) in arguments ?? [])
        {
            made[key] = value switch
            {
                null => null,
                JsonNode node => node.DeepClone(),
                JsonElement element => JsonNode.Parse(element.GetRawText()),
                _ => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
            };
        }

        return made;
    }

    public static LlmMessage Message(ChatMessage message)
    {
        var role = message.Role == ChatRole.System ? LlmRole.System
            : message.Role == ChatRole.Assistant ? LlmRole.Assistant
            : message.Role == ChatRole.Tool ? LlmRole.Tool
            : LlmRole.User;
        return new LlmMessage(role, message.Text) { ToolCalls = ToolCalls("chat client", message.Contents) };
    }

    /// <summary>A message may carry several tool results; ours carries one.</summary>
    public static IEnumerable<LlmMessage> Messages(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            if (message.Contents.FirstOrDefault(content => content is DataContent or UriContent) is { } unsupported)
            {
                throw new NotSupportedException($"{unsupported.GetType().Name} cannot be sent: LLM backends take text and tool calls.");
            }

            var results = message.Contents.OfType<FunctionResultContent>().ToList();
            foreach (var result in results)
            {
                yield return new LlmMessage(LlmRole.Tool, Text(result.Result)) { ToolCallId = result.CallId };
            }

            if (results.Count == 0)
            {
                yield return Message(message);
            }
        }
    }

    public static LlmOptions Options(ChatOptions? options) => options is null ? new LlmOptions() : new LlmOptions
    {
        Model = options.ModelId,
        Temperature = options.Temperature,
        MaxOutputTokens = options.MaxOutputTokens,
        StopSequences = [.. options.StopSequences ?? []],
        ResponseSchema = options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? JsonNode.Parse(schema.GetRawText()) as JsonObject : null,
        Tools = [.. (options.Tools ?? []).Select(Tool)],
    };

    private static LlmTool Tool(AITool tool) => tool is AIFunctionDeclaration function
        ? new LlmTool(function.Name, function.Description, JsonNode.Parse(function.JsonSchema.GetRawText()) as JsonObject ?? [])
        : throw new NotSupportedException($"{tool.GetType().Name} cannot be used: LLM backends take functions.");

    private static string Text(object? result) => result switch
    {
        null => "null",
        string text => text,
        JsonElement element => element.GetRawText(),
        JsonNode node => node.ToJsonString(),
        _ => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())),
    };
}
