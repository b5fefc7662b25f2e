using System.Runtime.CompilerServices;

namespace Omua.Llm.Calling;

/// <summary>The pipeline as a run and its tasks see it: a backend like any other, bound to their budget and deadline.</summary>
internal sealed class RunBackend(LlmPipeline pipeline, LlmRun run) : ILlmBackend
{
    public string Name => "llm";

    public bool IsAvailable => pipeline.IsAvailable;

    public string? Model => pipeline.Model;

    /// <summary>Schemas are held to by the pipeline, whoever answers.</summary>
    public LlmCapabilities Capabilities => LlmCapabilities.Streaming | LlmCapabilities.Tools | LlmCapabilities.StructuredOutput;

    public Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        ChatAsync(messages, options, null, cancellationToken);

    /// <summary>The same, with a structured answer mended before it is held to its schema.</summary>
    public async Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options, Func<JsonNode, JsonNode>? mend, CancellationToken cancellationToken)
    {
        var call = Call(messages, options) with { Mend = mend };
        using var limit = new CallLimit(call.Deadline, cancellationToken);
        try
        {
            var response = await pipeline.First.ChatAsync(call, limit.Token).ConfigureAwait(false);
            return response with { Usage = call.Spend.Usage, Cost = pipeline.Price(call.Spend.Cost) };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw limit.Over(exception);
        }
    }

    public async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = Call(messages, options);
        using var limit = new CallLimit(call.Deadline, cancellationToken);
        var updates = pipeline.First.StreamAsync(call, limit.Token).GetAsyncEnumerator(limit.Token);
        await using var ended = updates.ConfigureAwait(false);
        while (await NextAsync(updates, limit, cancellationToken).ConfigureAwait(false))
        {
            yield return updates.Current.FinishReason is null
                ? updates.Current
                : updates.Current with { Usage = call.Spend.Usage, Cost = pipeline.Price(call.Spend.Cost) };
        }
    }

    public Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => pipeline.ValidateAsync(cancellationToken);

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<LlmUpdate> updates, CallLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw limit.Over(exception);
        }
    }

    private LlmCall Call(IReadOnlyList<LlmMessage> messages, LlmOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var given = options ?? new LlmOptions();
        return new LlmCall
        {
            Messages = messages,
            Options = given.MaxOutputTokens is null ? given with { MaxOutputTokens = pipeline.Settings.MaxOutputTokens } : given,
            Run = run,
            Spend = new CallSpend(),
            Deadline = pipeline.DeadlineOf(run),
        };
    }
}
