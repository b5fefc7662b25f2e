using System.Runtime.CompilerServices;

namespace Omua.Abstractions;

/// <summary>
/// A language model provider. The host puts its own pipeline (budget, retry, failover, cache) around it, so a backend makes one plain attempt:
/// no retries of its own, no caching. Failures are thrown as <see cref="LlmException"/> with their class. Calls may come at the same time from several threads.
/// </summary>
public interface ILlmBackend
{
    /// <summary>The plugin's name; the same as <see cref="IPlugin.Name"/>.</summary>
    string Name { get; }

    /// <summary>Whether a call makes sense now. A cached answer: never does I/O, never throws.</summary>
    bool IsAvailable { get; }

    /// <summary>The model that answers where <see cref="LlmOptions.Model"/> names none; null where only the provider knows. The host prices calls by it.</summary>
    string? Model => null;

    /// <summary>What the backend can do. Default: plain chat.</summary>
    LlmCapabilities Capabilities => LlmCapabilities.Chat;

    /// <summary>Answers one prompt. Default: a chat of one user message.</summary>
    Task<LlmResponse> GenerateAsync(string prompt, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        ChatAsync([LlmMessage.User(prompt)], options, cancellationToken);

    /// <summary>Answers a conversation.</summary>
    Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Answers piece by piece. The last piece carries a finish reason and the usage; a stream that ends without one is incomplete, not a success.
    /// Default: the whole answer of <see cref="ChatAsync"/> as one piece.
    /// </summary>
    async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await ChatAsync(messages, options, cancellationToken).ConfigureAwait(false);
        yield return LlmUpdate.Whole(response);
    }

    /// <summary>Tells whether key, address and model are right, without spending tokens. Does not throw for an expected failure.</summary>
    Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default);
}
