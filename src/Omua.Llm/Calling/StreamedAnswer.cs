using System.Text;

namespace Omua.Llm.Calling;

/// <summary>Puts the pieces of a stream together again.</summary>
internal sealed class StreamedAnswer
{
    private readonly StringBuilder _text = new();
    private readonly List<LlmToolCall> _calls = [];

    /// <summary>The whole answer; null before the last piece.</summary>
    public LlmResponse? Whole { get; private set; }

    public void Add(LlmUpdate update)
    {
        _text.Append(update.Content);
        _calls.AddRange(update.ToolCalls);
        if (update.FinishReason is { } reason)
        {
            Whole = new LlmResponse(_text.ToString(), update.Usage ?? LlmUsage.None, update.Model ?? "", reason) { ToolCalls = [.. _calls], Backend = update.Backend };
        }
    }
}
