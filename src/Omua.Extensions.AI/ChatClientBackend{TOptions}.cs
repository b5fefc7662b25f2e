using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>
/// Base of an LLM backend plugin over any <see cref="IChatClient"/>: name it, make the client, list the models. Each call is one plain attempt; switch the
/// client's own retries off, since the host retries. Failures come out as <see cref="LlmException"/> with their class.
/// </summary>
/// <typeparam name="TOptions">See <see cref="IConfigured{TOptions}"/>.</typeparam>
public abstract class ChatClientBackend<TOptions> : LlmBackendPlugin<TOptions> where TOptions : class
{
    private ChatClientCalls? _calls;

    /// <summary>Streaming, tools and structured output, which every <see cref="IChatClient"/> takes, unless overridden.</summary>
    public override LlmCapabilities Capabilities => LlmCapabilities.Streaming | LlmCapabilities.Tools | LlmCapabilities.StructuredOutput;

    /// <summary>Makes the client.</summary>
    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        var http = context.Scope.Own(ProviderHttp.CreateClient(context.Time, context.Transport));
        _calls = new ChatClientCalls(Name, context.Scope.Own(CreateClient(http)), Prepare, Failure, Usage);
    }

    /// <inheritdoc/>
    public override Task<LlmResponse> ChatAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        Calls.ChatAsync(messages, WithModel(options), cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
        Calls.StreamAsync(messages, WithModel(options), cancellationToken);

    /// <summary>Lists the provider's models, which proves address, key and model and takes no token.</summary>
    public override async Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var models = await Calls.GuardedAsync(() => ListModelsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            return Model is { } model && !models.Any(name => IsModel(name, model))
                ? new LlmConnection(LlmConnectionState.ModelNotFound, ConnectionStates.MissingModel(Name, model, models))
                : LlmConnection.Ok;
        }
        catch (LlmException exception)
        {
            return ConnectionStates.Of(exception);
        }
    }

    /// <summary>Makes the client, once, when the plugin starts.</summary>
    /// <param name="http">Hand it to the client where the client takes one: it refuses redirects and link-local addresses and classifies what goes wrong.</param>
    protected abstract IChatClient CreateClient(HttpClient http);

    /// <summary>Names of the models that the provider offers, by a call that takes no tokens.</summary>
    protected abstract Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken);

    /// <summary>Whether a listed name is the configured model; equal names unless overridden.</summary>
    protected virtual bool IsModel(string listed, string configured) => string.Equals(listed, configured, StringComparison.Ordinal);

    /// <summary>Adds what the provider wants besides, to the options of every call; nothing unless overridden.</summary>
    protected virtual ChatOptions Prepare(ChatOptions options) => options;

    /// <summary>Classifies an exception of the client's own; null leaves it to the usual rules.</summary>
    protected virtual LlmException? Failure(Exception exception) => null;

    /// <summary>Splits the client's usage into parts that do not overlap. The usual client counts cached input as part of the input.</summary>
    protected virtual LlmUsage Usage(UsageDetails details) => UsageParts.Of(details);

    private ChatClientCalls Calls => _calls ?? throw new InvalidOperationException($"{Name} is not initialized yet.");

    private LlmOptions WithModel(LlmOptions? options) => options is { Model: not null } ? options : (options ?? new LlmOptions()) with { Model = Model };
}
