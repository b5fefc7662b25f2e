namespace Omua.Plugins.Guard;

/// <summary>What an LLM backend may return.</summary>
internal static class LlmChecks
{
    public static LlmResponse Response(LlmResponse? response)
    {
        if (response is null)
        {
            throw new InvalidResultException("null instead of an answer");
        }

        Results.Text(response.Content, "the content");
        Results.Text(response.Model, "the model");
        Usage(response.Usage ?? throw new InvalidResultException("null as the usage"));
        var calls = Results.List(response.ToolCalls, "tool calls", ToolCall);
        return ReferenceEquals(calls, response.ToolCalls) ? response : response with { ToolCalls = calls };
    }

    public static LlmUpdate Update(LlmUpdate update)
    {
        Results.Text(update.Content, "the content of a piece");
        if (update.Usage is { } usage)
        {
            Usage(usage);
        }

        var calls = Results.List(update.ToolCalls, "tool calls", ToolCall);
        return ReferenceEquals(calls, update.ToolCalls) ? update : update with { ToolCalls = calls };
    }

    private static LlmToolCall ToolCall(LlmToolCall call)
    {
        Results.Text(call.Id, "the id of a tool call");
        Results.Text(call.Name, "the name of a tool call");
        Results.Json(call.Arguments, "the arguments of", call.Name);
        return call;
    }

    private static void Usage(LlmUsage usage)
    {
        foreach (var tokens in (ReadOnlySpan<long>)[usage.InputTokens, usage.OutputTokens, usage.CachedInputTokens, usage.CacheWriteTokens, usage.ReasoningTokens])
        {
            if (tokens < 0)
            {
                throw new InvalidResultException($"{tokens} tokens as usage");
            }
        }
    }
}
