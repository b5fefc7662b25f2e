using System.Net;

namespace Omua.Plugins.Tests.Samples;

public sealed class CustomPluginTests : IAsyncLifetime
{
    private readonly SampleGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task MyCustomAgent_ByClassNameWithApiKey_PlansForDataAndExecutes()
    {
        var manager = _ground.Manager("my_custom_agent.cs", "plugins:\n  my_custom_agent:\n    custom_setting: mine\n");
        var agent = await manager.CreateAgentInstanceAsync("MyCustomAgent", new Dictionary<string, object?> { ["api_key"] = "hunter2" });
        Assert.Empty(await agent.PlanAsync(SampleGround.Run));
        var run = SampleGround.Run with { Datasets = [new PlainDataset { Name = "d", Kind = "performance", Format = "generic.performance", Quality = new() { Files = ["d.csv"], RowsRead = 7, RowsRefused = 0 } }] };
        var task = Assert.Single(await agent.PlanAsync(run));
        Assert.Equal("mine", task.Parameters["custom_param"]!.GetValue<string>());
        Assert.Equal("""{"rows_read":{"d":7},"has_api_key":true}""", (await agent.ExecuteAsync(task, run)).Result.ToJsonString());
    }

    [Fact]
    public async Task MyCustomLlm_ServerAnswers_GivesTextUsageAndReason()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        var llm = await _ground.Manager("my_custom_llm.cs", $"plugins:\n  my_custom_llm:\n    endpoint: {address}v1/\n    model: gpt-4\n").GetLlmBackendAsync("my_custom_llm");
        var asked = llm.GenerateAsync("Hello");
        var request = await server.GetContextAsync();
        Assert.Equal("/v1/chat/completions", request.Request.RawUrl);
        await Answer(request, 200, """{"model":"gpt-4","choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""");
        var response = await asked;
        Assert.Equal(("Hi", 4L, LlmFinishReason.Stop), (response.Content, response.Usage.TotalTokens, response.FinishReason));
    }

    [Fact]
    public async Task MyCustomLlm_KeyRefused_IsToldByTheConnectionCheck()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        var llm = await _ground.Manager("my_custom_llm.cs", $"plugins:\n  my_custom_llm:\n    endpoint: {address}v1/\n    api_key: hunter2\n").GetLlmBackendAsync("my_custom_llm");
        var asked = llm.ValidateConnectionAsync();
        await Answer(await server.GetContextAsync(), 401, "{}");
        var connection = await asked;
        Assert.Equal(LlmConnectionState.Unauthorized, connection.State);
        Assert.DoesNotContain("hunter2", connection.Message, StringComparison.Ordinal);
    }

    private static string Listen(HttpListener server)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        server.Prefixes.Add(address);
        server.Start();
        return address;
    }

    private static async Task Answer(HttpListenerContext request, int status, string json)
    {
        request.Response.StatusCode = status;
        await request.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json));
        request.Response.Close();
    }

    private sealed class PlainDataset : Dataset;
}
