namespace Omua.Plugins.Guard;

/// <summary>An LLM backend as the host hands it out: the same object for as long as the host runs, whichever version of the plugin answers.</summary>
/// <param name="guard">What stands between host and plugin.</param>
/// <param name="atLeast">See <see cref="PluginHostOptions.LlmCall"/>.</param>
internal sealed class GuardedLlmBackend(PluginGuard guard, Func<TimeSpan>? atLeast) : ILlmBackend
{
    public string Name => guard.Name;

    /// <summary>The contract lets nobody throw here: a backend that cannot say is not available.</summary>
    public bool IsAvailable
    {
        get
        {
            try
            {
                return guard.Get<ILlmBackend, bool>(nameof(IsAvailable), static backend => backend.IsAvailable);
            }
            catch (LlmException)
            {
                return false;
            }
        }
    }

    public string? Model => guard.Get<ILlmBackend, string?>(nameof(Model), static backend => backend.Model);

    public LlmCapabilities Capabilities => guard.Get<ILlmBackend, LlmCapabilities>(nameof(Capabilities), static backend => backend.Capabilities);

    public Task<LlmResponse> GenerateAsync(string prompt, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync<ILlmBackend, GenerateCall, LlmResponse>(new GenerateCall(prompt, options), cancellationToken, atLeast?.Invoke());

    public Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        guard.CallAsync<ILlmBackend, ChatCall, LlmResponse>(new ChatCall(messages, options), cancellationToken, atLeast?.Invoke());

    public IAsyncEnumerable<LlmUpdate> StreamAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        new GuardedStream<ILlmBackend, LlmUpdate>(
            guard, nameof(StreamAsync), (backend, stop) => backend.StreamAsync(messages, options, stop), LlmChecks.Update, atLeast?.Invoke()).ReadAsync(cancellationToken);

    public Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync<ILlmBackend, ConnectionCall, LlmConnection>(new ConnectionCall(), cancellationToken);
}
