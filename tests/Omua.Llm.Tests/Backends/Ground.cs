using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omua.Llm.Tests.Server;
using Omua.Llm.Tests.Wires;

namespace Omua.Llm.Tests.Backends;

/// <summary>A scripted server and the real plugin that talks to it.</summary>
internal sealed class Ground : IAsyncDisposable
{
    public const string Key = "sk-test-0123456789abcdef";
    private readonly TestScope _scope = new();

    private Ground(IWire wire, LlmBackendPlugin backend, ScriptedServer server)
    {
        Wire = wire;
        Backend = backend;
        Server = server;
    }

    public static TheoryData<string> WireNames => ["openai", "anthropic", "ollama"];

    public IWire Wire { get; }

    public LlmBackendPlugin Backend { get; }

    public ScriptedServer Server { get; }

    /// <summary>Never turned but for reading dates: the sockets are real.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public static async Task<Ground> StartAsync(string wireName, string? model = null)
    {
        var wire = WireOf(wireName);
        var server = new ScriptedServer();
        var ground = new Ground(wire, wire.Backend(server.Address, model, Key), server);
        await ground.InitializeAsync();
        return ground;
    }

    public static IWire WireOf(string name) => name switch
    {
        "openai" => new OpenAIWire(),
        "anthropic" => new AnthropicWire(),
        _ => new OllamaWire(),
    };

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task InitializeAsync() => await Backend.InitializeAsync(new PluginContext
    {
        Configuration = new EmptySection(), Logger = NullLogger.Instance, Time = Time, Http = new HttpClient(), Scope = _scope, WorkingDirectory = "",
    });
}
