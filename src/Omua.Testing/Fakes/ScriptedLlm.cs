using System.Collections.Concurrent;

namespace Omua.Testing;

/// <summary>A language model that says what a test tells it to, and keeps what it was asked.</summary>
public sealed class ScriptedLlm : LlmBackendPlugin
{
    private readonly ConcurrentQueue<Func<IReadOnlyList<LlmMessage>, LlmResponse>> _script = [];
    private readonly ConcurrentQueue<IReadOnlyList<LlmMessage>> _asked = [];

    /// <inheritdoc/>
    public override string Name => "scripted";

    /// <inheritdoc/>
    public override string Version => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Says what a test tells it to.";

    /// <inheritdoc/>
    public override string? Model => "script";

    /// <summary>What it was asked, oldest first.</summary>
    public IReadOnlyList<IReadOnlyList<LlmMessage>> Asked => [.. _asked];

    /// <summary>Adds an answer to the end of the script.</summary>
    public ScriptedLlm Says(string content) => Says(_ => Answer(content));

    /// <summary>Adds a failure to the end of the script.</summary>
    public ScriptedLlm Fails(LlmFailure failure, string message = "scripted") => Says(_ => throw new LlmException(failure, message));

    /// <summary>Adds an answer that depends on what is asked.</summary>
    public ScriptedLlm Says(Func<IReadOnlyList<LlmMessage>, LlmResponse> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>The next answer of the script.</summary>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public override Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Enqueue([.. messages]);
        return _script.TryDequeue(out var answer)
            ? Task.FromResult(answer(messages))
            : throw new InvalidOperationException($"The script has ended, and the model was asked: {messages.LastOrDefault()?.Content}");
    }

    /// <summary>Always well.</summary>
    public override Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => Task.FromResult(LlmConnection.Ok);

    private static LlmResponse Answer(string content) => new(content, new LlmUsage(1, 1) { IsEstimated = true }, "script", LlmFinishReason.Stop);
}
