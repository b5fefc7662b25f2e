using System.Text;
using Omua.Llm.Calling;

namespace Omua.Llm.Budgets;

/// <summary>How many tokens a call can take. Tokenizers work on bytes and no token is less than one, so the bytes of a text bound its tokens whatever the model.</summary>
internal static class TokenBound
{
    /// <summary>Roles and separators of a message, in every chat format that is known.</summary>
    private const int PerMessage = 16;

    /// <summary>What providers put in front of tools and schemas.</summary>
    private const int PerFeature = 1024;

    /// <summary>Bytes to a token in English prose and JSON; for figures that are marked as estimated.</summary>
    private const int BytesPerToken = 4;

    public static long Input(LlmCall call)
    {
        long bytes = PerMessage;
        foreach (var message in call.Messages)
        {
            bytes += PerMessage + Encoding.UTF8.GetByteCount(message.Content);
            foreach (var each in message.ToolCalls)
            {
                bytes += PerMessage + Bytes(each.Name) + Bytes(each.Id) + Bytes(each.Arguments.ToJsonString());
            }
        }

        foreach (var tool in call.Options.Tools)
        {
            bytes += PerMessage + Bytes(tool.Name) + Bytes(tool.Description) + Bytes(tool.ParametersSchema.ToJsonString());
        }

        bytes += call.Options.Tools.Count > 0 ? PerFeature : 0;
        return call.Options.ResponseSchema is { } schema ? bytes + PerFeature + Bytes(schema.ToJsonString()) : bytes;
    }

    public static long Output(LlmCall call) => call.Options.MaxOutputTokens ?? throw new InvalidOperationException("A call has a limit of output tokens, always.");

    /// <summary>A guess at the usage, where the provider reported none.</summary>
    public static LlmUsage Estimate(LlmCall call, string answer) =>
        new(Math.Max(1, Input(call) / BytesPerToken), Math.Max(1, Bytes(answer) / BytesPerToken)) { IsEstimated = true };

    private static long Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
