using System.Text;

namespace Omua.Testing;

/// <summary>A check's ground for an LLM backend: the backend behind a spy on its wire.</summary>
internal sealed class LlmTrial(PluginUnderTest plugin, CancellationToken cancellationToken) : PluginTrial(plugin, cancellationToken)
{
    private readonly HttpMessageHandler _provider = plugin.Provider?.Invoke() ?? new SocketsHttpHandler();
    private WireSpy? _wire;

    public static IReadOnlyList<LlmMessage> Question { get; } = [LlmMessage.System("Answer in one short sentence."), LlmMessage.User("Which colour does the sky have on a clear day?")];

    public static LlmOptions Short { get; } = new() { MaxOutputTokens = 60 };

    public WireSpy Wire => _wire ??= new WireSpy(_provider);

    public FakeHost? Started { get; private set; }

    public async Task<ILlmBackend> BackendAsync()
    {
        var (started, host) = await StartAsync(http: Wire).ConfigureAwait(false);
        Started = host;
        return started as ILlmBackend ?? throw new CheckFailedException("the plugin is not an ILlmBackend");
    }

    /// <summary>A backend whose provider answers; skips the check where none does.</summary>
    public async Task<ILlmBackend> AnsweringAsync()
    {
        var backend = await BackendAsync().ConfigureAwait(false);
        var connection = await backend.ValidateConnectionAsync(Ended).ConfigureAwait(false);
        return connection.IsOk ? backend : throw new CheckSkippedException($"no provider answers: {connection.State}: {connection.Message}");
    }

    /// <summary>The same, where the answers can be changed on their way; skips the check where they come by another.</summary>
    public async Task<ILlmBackend> ChangeableAsync()
    {
        var backend = await AnsweringAsync().ConfigureAwait(false);
        return Wire.Requests.Count > 0 ? backend : throw new CheckSkippedException("the backend sends nothing through PluginContext.Http or Transport");
    }

    /// <summary>A backend that talks to its provider through the host's HTTP client; skips the check where it does not.</summary>
    public async Task<ILlmBackend> OverWireAsync()
    {
        var backend = await BackendAsync().ConfigureAwait(false);
        Wire.Answer = WireSpy.RefusedAsync;
        try
        {
            await backend.ChatAsync(Question, Short, Ended).ConfigureAwait(false);
        }
        catch (LlmException)
        {
            // Whether it is of the right class is another check's matter.
        }

        Wire.Answer = null;
        return Wire.Requests.Count > 0 ? backend : throw new CheckSkippedException("the backend sends nothing through PluginContext.Http or Transport");
    }

    public async Task<List<LlmUpdate>> StreamAsync(ILlmBackend backend, IReadOnlyList<LlmMessage>? messages = null, CancellationToken? cancellationToken = null)
    {
        var updates = new List<LlmUpdate>();
        await foreach (var update in backend.StreamAsync(messages ?? Question, Short, cancellationToken ?? Ended).ConfigureAwait(false))
        {
            updates.Add(update);
        }

        return updates;
    }

    /// <summary>Every way to ask, by name.</summary>
    public IReadOnlyList<(string Name, Func<CancellationToken, Task> Ask)> Ways(ILlmBackend backend) =>
    [
        (nameof(ILlmBackend.GenerateAsync), token => backend.GenerateAsync("Say yes.", Short, token)),
        (nameof(ILlmBackend.ChatAsync), token => backend.ChatAsync(Question, Short, token)),
        (nameof(ILlmBackend.StreamAsync), token => StreamAsync(backend, cancellationToken: token)),
    ];

    /// <summary>What a call threw; fails where it succeeded.</summary>
    public async Task<Exception> ThrownAsync(string what, Func<CancellationToken, Task> call)
    {
        try
        {
            await call(Ended).ConfigureAwait(false);
        }
        catch (Exception exception) when (!Ended.IsCancellationRequested)
        {
            return exception;
        }

        throw new CheckFailedException($"{what}: expected an LlmException, but the call succeeded");
    }

    /// <summary>All that a reader of logs and messages could see.</summary>
    public string Said(Exception? exception = null)
    {
        var said = new StringBuilder(exception?.ToString());
        foreach (var line in Started?.Logger.Lines ?? [])
        {
            said.AppendLine().Append(line.Message).Append(line.Exception);
        }

        return said.ToString();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        _wire?.Dispose();
        _provider.Dispose();
    }
}
