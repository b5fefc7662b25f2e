using System.Security.Cryptography;
using System.Text;

namespace Omua.Llm.Calling;

/// <summary>What makes two calls the same: conversation and options.</summary>
internal static class CallKey
{
    public static JsonObject Describe(LlmCall call) => new()
    {
        ["model"] = call.Options.Model,
        ["temperature"] = call.Options.Temperature,
        ["max_output_tokens"] = call.Options.MaxOutputTokens,
        ["stop"] = new JsonArray([.. call.Options.StopSequences.Select(stop => JsonValue.Create(stop))]),
        ["schema"] = call.Options.ResponseSchema?.DeepClone(),
        ["tools"] = new JsonArray([.. call.Options.Tools.Select(tool => new JsonObject
        {
            ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = tool.ParametersSchema.DeepClone(),
        })]),
        ["messages"] = new JsonArray([.. call.Messages.Select(Message)]),
    };

    public static string Of(JsonObject description) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(description)!.ToJsonString())));

    private static JsonObject Message(LlmMessage message)
    {
        var fields = new JsonObject { ["role"] = message.Role.ToString().ToLowerInvariant(), ["content"] = message.Content };
        if (message.ToolCalls.Count > 0)
        {
            fields["tool_calls"] = AnswerJson.Calls(message.ToolCalls);
        }

        if (message.ToolCallId is { } id)
        {
            fields["tool_call_id"] = id;
        }

        return fields;
    }
}
