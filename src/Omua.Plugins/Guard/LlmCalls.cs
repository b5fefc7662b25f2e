namespace Omua.Plugins.Guard;

internal readonly struct GenerateCall(string prompt, LlmOptions? options) : IPluginCall<ILlmBackend, LlmResponse>
{
    public string Member => nameof(ILlmBackend.GenerateAsync);

    public Task<LlmResponse> Invoke(ILlmBackend plugin, CancellationToken cancellationToken) => plugin.GenerateAsync(prompt, options, cancellationToken);

    public LlmResponse Checked(LlmResponse result, SecretMask mask) => LlmChecks.Response(result);
}

internal readonly struct ChatCall(IReadOnlyList<LlmMessage> messages, LlmOptions? options) : IPluginCall<ILlmBackend, LlmResponse>
{
    public string Member => nameof(ILlmBackend.ChatAsync);

    public Task<LlmResponse> Invoke(ILlmBackend plugin, CancellationToken cancellationToken) => plugin.ChatAsync(messages, options, cancellationToken);

    public LlmResponse Checked(LlmResponse result, SecretMask mask) => LlmChecks.Response(result);
}

internal readonly struct ConnectionCall : IPluginCall<ILlmBackend, LlmConnection>
{
    public string Member => nameof(ILlmBackend.ValidateConnectionAsync);

    public Task<LlmConnection> Invoke(ILlmBackend plugin, CancellationToken cancellationToken) => plugin.ValidateConnectionAsync(cancellationToken);

    public LlmConnection Checked(LlmConnection result, SecretMask mask) => 
        result is { Message: not null } ? result with { Message = mask.Clean(result.Message) } : throw new InvalidResultException("no state or no message");
}
