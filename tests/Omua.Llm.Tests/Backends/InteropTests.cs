using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Omua.Extensions.AI;
using Omua.Llm.Tests.Pipeline;

namespace Omua.Llm.Tests.Backends;

/// <summary>Any chat client is a backend in a few lines, and any backend is a chat client.</summary>
public sealed class InteropTests
{
    [Fact]
    public async Task ChatClientBackend_AnyChatClient_IsABackend()
    {
        var backend = await StartedAsync();

        var response = await backend.ChatAsync([LlmMessage.System("Be short."), LlmMessage.User("Clicks?")]);
        var pieces = new List<LlmUpdate>();
        await foreach (var update in backend.StreamAsync([LlmMessage.User("Clicks?")]))
        {
            pieces.Add(update);
        }

        Assert.Equal(("echo: Clicks?", "echo-1", LlmFinishReason.Stop), (response.Content, response.Model, response.FinishReason));
        Assert.Equal(new LlmUsage(3, 2) { CachedInputTokens = 4 }, response.Usage);
        Assert.Equal("echo: Clicks?", string.Concat(pieces.Select(piece => piece.Content)));
        Assert.Equal(LlmFinishReason.Stop, pieces[^1].FinishReason);
        Assert.Equal(LlmConnection.Ok, await backend.ValidateConnectionAsync());
    }

    [Fact]
    public async Task StreamAsync_ClientThatEndsQuietlyWhenCancelled_IsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var backend = await StartedAsync(new QuietClient());
        var pieces = new List<string>();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in backend.StreamAsync([LlmMessage.User("Clicks?")], null, cancel.Token))
            {
                pieces.Add(piece.Content);
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(["Half"], pieces);
        Assert.Equal(cancel.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task AsChatClient_AnyBackend_IsAChatClient()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(FakeBackend.Says("It had 149.")) };
        using var client = ((ILlmBackend)backend).AsChatClient();

        var response = await client.GetResponseAsync("Clicks?", new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 50, ResponseFormat = ChatResponseFormat.ForJsonSchema<int>() });
        var streamed = await client.GetStreamingResponseAsync("Clicks?").ToChatResponseAsync();

        Assert.Equal(("It had 149.", 110L), (response.Text, response.Usage!.TotalTokenCount!.Value));
        Assert.Equal(("It had 149.", ChatFinishReason.Stop), (streamed.Text, streamed.FinishReason!.Value));
        Assert.Equal("only", client.GetService<ChatClientMetadata>()!.ProviderName);
        Assert.Same(backend, client.GetService(typeof(ILlmBackend)));
    }

    [Fact]
    public async Task AsChatClient_FunctionInvocationOfTheLibrary_RunsToolsOverABackend()
    {
        var backend = new FakeBackend("only")
        {
            Answer = (call, _) => Task.FromResult(call == 1
                ? FakeBackend.Says("", LlmFinishReason.ToolCalls) with { ToolCalls = [new LlmToolCall("1", "clicks_of", new JsonObject { ["campaign"] = "brand" })] }
                : FakeBackend.Says("It had 149.")),
        };
        using var client = new ChatClientBuilder(((ILlmBackend)backend).AsChatClient()).UseFunctionInvocation().Build();
        var asked = "";
        var tool = AIFunctionFactory.Create(
            (string campaign) =>
            {
                asked = campaign;
                return 149;
            },
            "clicks_of", "Clicks of a campaign");

        var response = await client.GetResponseAsync("Clicks of brand?", new ChatOptions { Tools = [tool] });

        Assert.Equal(("It had 149.", "brand"), (response.Text, asked));
        Assert.Equal((LlmRole.Tool, "149"), (backend.Messages[^1].Role, backend.Messages[^1].Content));
        Assert.Equal("clicks_of", Assert.Single(backend.Options!.Tools).Name);
    }

    [Fact]
    public async Task AsChatClient_Media_IsRefused()
    {
        using var client = ((ILlmBackend)new FakeBackend("only")).AsChatClient();

        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, [new UriContent("https://example.com/a.png", "image/png")])]));
    }

    private static async Task<EchoBackend> StartedAsync(IChatClient? client = null)
    {
        var backend = new EchoBackend(client ?? new EchoClient());
        ((IConfigured<EchoOptions>)backend).Configure(new EchoOptions());
        await backend.InitializeAsync(new PluginContext
        {
            Configuration = new EmptySection(), Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Time = TimeProvider.System,
            Http = new HttpClient(), Scope = new TestScope(), WorkingDirectory = "",
        });
        return backend;
    }

    private sealed record EchoOptions;

    /// <summary>The ten lines.</summary>
    private sealed class EchoBackend(IChatClient client) : ChatClientBackend<EchoOptions>, IPlugin, ILlmBackend
    {
        public override string Name => "echo";

        public override string Version => "1.0.0";

        public override string? Model => "echo-1";

        protected override IChatClient CreateClient(HttpClient http) => client;

        protected override Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>(["echo-1"]);
    }

    /// <summary>Asks its token between two pieces, as OllamaSharp does, and then simply ends.</summary>
    private sealed class QuietClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("This one streams.");

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, "Half");
                await Task.Yield();
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class EchoClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"echo: {messages.Last().Text}"))
            {
                ModelId = options?.ModelId, FinishReason = ChatFinishReason.Stop, Usage = new UsageDetails { InputTokenCount = 7, CachedInputTokenCount = 4, OutputTokenCount = 2 },
            });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
