using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>Gathers from a stream what its last piece has to say. Clients spread finish reason and usage over several updates.</summary>
internal sealed class StreamEnd(string name, Func<UsageDetails, LlmUsage> split)
{
    private readonly List<AIContent> _calls = [];
    private ChatFinishReason? _reason;
    private string? _model;

    /// <summary>Whether anything was generated.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The usage so far; null while none was reported.</summary>
    public LlmUsage? Usage { get; private set; }

    public void Add(ChatResponseUpdate update)
    {
        _reason = update.FinishReason ?? _reason;
        _model = update.ModelId ?? _model;
        foreach (var content in update.Contents)
        {
            HasBegun |= content is TextContent { Text.Length: > 0 } or FunctionCallContent or TextReasoningContent;
            if (content is UsageContent usage)
            {
                Usage = split(usage.Details);
            }
            else if (content is FunctionCallContent)
            {
                _calls.Add(content);
            }
        }
    }

    /// <summary>The last piece; null where the stream ended without saying why, so that nobody takes it for whole.</summary>
    public LlmUpdate? Last(string? model) => FromChat.FinishReason(_reason, _calls) is { } reason
        ? new LlmUpdate("", reason, Usage ?? FromChat.UnknownUsage, _model ?? model ?? name)
        : null;
}
