using System.Net;
using System.Net.Sockets;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Backends;

/// <summary>The connection check tells six states apart, and spends nothing.</summary>
public sealed class ConnectionTests
{
    public static TheoryData<string> Wires => Ground.WireNames;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ValidateConnectionAsync_ModelListed_IsOkAndSpendsNothing(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Models("other", ground.Wire.Model));

        Assert.Equal(LlmConnection.Ok, await ground.Backend.ValidateConnectionAsync());
        Assert.All(ground.Server.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ValidateConnectionAsync_ModelNotListed_IsModelNotFoundAndNamesWhatThereIs(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Models("other-1", "other-2"));

        var connection = await ground.Backend.ValidateConnectionAsync();

        Assert.Equal(LlmConnectionState.ModelNotFound, connection.State);
        Assert.Contains("other-1", connection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai", 401, LlmConnectionState.Unauthorized)]
    [InlineData("anthropic", 401, LlmConnectionState.Unauthorized)]
    [InlineData("ollama", 403, LlmConnectionState.Unauthorized)]
    [InlineData("openai", 429, LlmConnectionState.RateLimited)]
    [InlineData("anthropic", 429, LlmConnectionState.RateLimited)]
    [InlineData("ollama", 429, LlmConnectionState.RateLimited)]
    [InlineData("openai", 404, LlmConnectionState.Misconfigured)]
    [InlineData("anthropic", 404, LlmConnectionState.Misconfigured)]
    [InlineData("ollama", 404, LlmConnectionState.Misconfigured)]
    [InlineData("openai", 503, LlmConnectionState.Unreachable)]
    [InlineData("anthropic", 529, LlmConnectionState.Unreachable)]
    [InlineData("ollama", 502, LlmConnectionState.Unreachable)]
    public async Task ValidateConnectionAsync_Status_TellsTheState(string wire, int status, LlmConnectionState state)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Error("error", $"no: {Ground.Key}"), status);

        var connection = await ground.Backend.ValidateConnectionAsync();

        Assert.Equal(state, connection.State);
        Assert.DoesNotContain(Ground.Key, connection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ValidateConnectionAsync_PageInsteadOfAList_IsMisconfigured(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json("<html>Welcome</html>") with { ContentType = "text/html" };

        Assert.Equal(LlmConnectionState.Misconfigured, (await ground.Backend.ValidateConnectionAsync()).State);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ValidateConnectionAsync_NobodyListens_IsUnreachable(string wire)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var backend = Ground.WireOf(wire).Backend(new Uri($"http://127.0.0.1:{port}"), null, Ground.Key);
        await using var scope = new TestScope();
        await backend.InitializeAsync(new PluginContext
        {
            Configuration = new EmptySection(), Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Time = TimeProvider.System,
            Http = new HttpClient(), Scope = scope, WorkingDirectory = "",
        });

        Assert.Equal(LlmConnectionState.Unreachable, (await backend.ValidateConnectionAsync()).State);
    }
}
