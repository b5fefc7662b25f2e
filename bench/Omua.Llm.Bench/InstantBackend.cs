using System.Runtime.CompilerServices;

namespace Omua.Llm.Bench;

/// <summary>Answers at once and whole, so that what is left is what stands around it.</summary>
internal sealed class InstantBackend(int pieces) : ILlmBackend
{
    private static readonly LlmUsage Usage = new(100, 10);
    private static readonly Task<LlmResponse> Answer = Task.FromResult(new LlmResponse("Done.", Usage, "test-model", LlmFinishReason.Stop));
    private static readonly LlmUpdate Piece = new("piece ");
    private static readonly LlmUpdate Last = new("", LlmFinishReason.Stop, Usage, "test-model");

    public string Name => "instant";

    public bool IsAvailable => true;

    public string? Model => "test-model";

    public LlmCapabilities Capabilities => LlmCapabilities.Streaming;

    public Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) => Answer;

    public async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            yield return Piece;
        }

        yield return Last;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    public Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => Task.FromResult(LlmConnection.Ok);
}
