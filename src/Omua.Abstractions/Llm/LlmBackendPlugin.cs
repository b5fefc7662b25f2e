using System.Runtime.CompilerServices;

namespace Omua.Abstractions;

/// <summary>Base of an LLM backend plugin: name it and answer a conversation.</summary>
public abstract class LlmBackendPlugin : Plugin, ILlmBackend
{
    /// <summary><see cref="PluginType.LlmBackend"/>.</summary>
    public sealed override PluginType Type => PluginType.LlmBackend;

    /// <summary>Whether a call makes sense now; true unless overridden. Never does I/O, never throws.</summary>
    public virtual bool IsAvailable => true;

    /// <inheritdoc/>
    public virtual string? Model => null;

    /// <inheritdoc/>
    public virtual LlmCapabilities Capabilities => LlmCapabilities.Chat;

    /// <summary>Answers one prompt: a chat of one user message unless overridden.</summary>
    public virtual Task<LlmResponse> GenerateAsync(string prompt, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        ChatAsync([LlmMessage.User(prompt)], options, cancellationToken);

    /// <inheritdoc/>
    public abstract Task<LlmResponse> ChatAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Answers piece by piece: the whole answer of <see cref="ChatAsync"/> as one piece unless overridden.</summary>
    public virtual async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await ChatAsync(messages, options, cancellationToken).ConfigureAwait(false);
        yield return LlmUpdate.Whole(response);
    }

    /// <inheritdoc/>
    public abstract Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default);
}
