using System.Runtime.CompilerServices;

namespace Omua.Plugins.Guard;

/// <summary>An LLM backend as the host hands it out.</summary>
internal sealed class GuardedLlmBackend(ILlmBackend backend, string name, PluginGuard guard) : ILlmBackend
{
    public string Name => name;

    public bool IsAvailable => guard.Get(nameof(IsAvailable), () => backend.IsAvailable);

    public string? Model => guard.Get(nameof(Model), () => backend.Model);

    public LlmCapabilities Capabilities => guard.Get(nameof(Capabilities), () => backend.Capabilities);

    public Task<LlmResponse> GenerateAsync(string prompt, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync(nameof(GenerateAsync), () => backend.GenerateAsync(prompt, options, cancellationToken));

    public Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync(nameof(ChatAsync), () => backend.ChatAsync(messages, options, cancellationToken));

    public async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stream = guard.Get(nameof(StreamAsync), () => backend.StreamAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken));
        while (true)
        {
            var next = await guard.CallAsync(nameof(StreamAsync), async () => new Next(await stream.MoveNextAsync().ConfigureAwait(false))).ConfigureAwait(false);
            if (!next.Exists)
            {
                yield break;
            }

            yield return stream.Current;
        }
    }

    public Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync(nameof(ValidateConnectionAsync), () => backend.ValidateConnectionAsync(cancellationToken));

    private sealed record Next(bool Exists);
}
