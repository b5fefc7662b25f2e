using System.Runtime.CompilerServices;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>A backend that does as it is told, call by call, and counts.</summary>
internal sealed class FakeBackend(string name, string? model = "test-model") : ILlmBackend
{
    private int _calls;

    public string Name => name;

    public string? Model => model;

    public bool IsAvailable { get; set; } = true;

    public LlmCapabilities Capabilities => LlmCapabilities.Streaming | LlmCapabilities.Tools;

    /// <summary>Calls so far, those that failed included.</summary>
    public int Calls => _calls;

    /// <summary>The last conversation.</summary>
    public IReadOnlyList<LlmMessage> Messages { get; private set; } = [];

    public LlmOptions? Options { get; private set; }

    /// <summary>Answers a call; its number counts from 1.</summary>
    public Func<int, CancellationToken, Task<LlmResponse>> Answer { get; set; } = (_, _) => Task.FromResult(Says("Done."));

    /// <summary>Streams; null streams the answer as one piece.</summary>
    public Func<int, CancellationToken, IAsyncEnumerable<LlmUpdate>>? Stream { get; set; }

    public static LlmResponse Says(string text, LlmFinishReason reason = LlmFinishReason.Stop) => new(text, new LlmUsage(100, 10), "test-model-2026", reason);

    public static LlmException Fails(LlmFailure failure, TimeSpan? retryAfter = null, LlmUsage? usage = null) =>
        new(failure, $"It fails: {failure}.") { RetryAfter = retryAfter, Usage = usage };

    public FakeBackend Throws(LlmFailure failure, TimeSpan? retryAfter = null)
    {
        Answer = (_, _) => throw Fails(failure, retryAfter);
        return this;
    }

    public FakeBackend Hangs(bool heedsToken = true)
    {
        Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, heedsToken ? token : CancellationToken.None);
            throw new InvalidOperationException("It hangs for ever.");
        };
        return this;
    }

    public Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default)
    {
        (Messages, Options) = (messages, options);
        return Answer(Interlocked.Increment(ref _calls), cancellationToken);
    }

    public async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Stream is null)
        {
            yield return LlmUpdate.Whole(await ChatAsync(messages, options, cancellationToken));
            yield break;
        }

        (Messages, Options) = (messages, options);
        await foreach (var update in Stream(Interlocked.Increment(ref _calls), cancellationToken).WithCancellation(cancellationToken))
        {
            yield return update;
        }
    }

    public Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => Task.FromResult(LlmConnection.Ok);
}
