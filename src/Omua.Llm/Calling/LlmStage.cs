namespace Omua.Llm.Calling;

/// <summary>One stage of the pipeline: does its part and asks the next. What a stage leaves alone it passes on unwrapped.</summary>
internal abstract class LlmStage(LlmStage? next)
{
    protected LlmStage Next => next ?? throw new InvalidOperationException($"{GetType().Name} is the last stage.");

    public virtual Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) => Next.ChatAsync(call, cancellationToken);

    public virtual IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, CancellationToken cancellationToken) => Next.StreamAsync(call, cancellationToken);
}
