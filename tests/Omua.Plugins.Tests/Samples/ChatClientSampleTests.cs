using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Omua.Extensions.AI;
using Omua.Plugins.Configuration;
using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;

namespace Omua.Plugins.Tests.Samples;

/// <summary>The bridge, both ways, by the very files that readers copy: restored by the real SDK from a folder of packages, compiled and run.</summary>
public sealed class ChatClientSampleTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public async ValueTask InitializeAsync()
    {
        var feed = new PackageFeed(_ground);
        await AddAsync(feed, "Omua.Extensions.AI", "1.0.0", typeof(LlmBackendExtensions), "Microsoft.Extensions.AI.Abstractions@10.11.0");
        await AddAsync(feed, "Microsoft.Extensions.AI.Abstractions", "10.11.0", typeof(IChatClient));
        foreach (var sample in new[] { "chat_client_llm.cs", "chat_client_agent.cs" })
        {
            File.Copy(Path.Combine(SampleGround.SamplesFolder, "plugins", sample), Path.Combine(_ground.User, sample));
        }

        Assert.All(await new PluginInstaller(_ground.Options).RestoreAsync(), outcome => Assert.Empty(outcome.Faults));
        feed.Close();
        _ground.Write(Path.Combine(_ground.Root, "project"), "omua.yaml", "plugins:\n  chat_client_llm:\n    answer: Which campaign pays back first?\n");
        _ground.Options = _ground.Options with { Configurations = OmuaConfiguration.Load(new() { ProjectDirectory = Path.Combine(_ground.Root, "project") }) };
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task ChatClientAsBackendAndBackendAsChatClient_AnswerThroughBothPlugins()
    {
        var manager = _ground.Manager();
        var llm = await manager.GetLlmBackendAsync("chat_client_llm");
        var agent = await manager.GetAgentAsync("chat_client_agent");

        var whole = await llm.GenerateAsync("Which?");
        var pieces = await llm.StreamAsync([LlmMessage.User("Which?")]).ToListAsync();
        Assert.Equal(("Which campaign pays back first?", "rehearsal-1", LlmFinishReason.Stop), (whole.Content, whole.Model, whole.FinishReason));
        Assert.Equal("Which campaign pays back first?", string.Concat(pieces.Select(piece => piece.Content)).Trim());
        Assert.True(pieces[^1] is { FinishReason: LlmFinishReason.Stop, Usage.OutputTokens: > 0 } && pieces.Count > 3);
        Assert.Equal(LlmConnection.Ok, await llm.ValidateConnectionAsync());

        var run = SampleGround.Run with
        {
            Llm = llm, Datasets = [new PlainDataset { Name = "d", Kind = "performance", Format = "generic.performance", Quality = new() { Files = ["d.csv"], RowsRead = 7, RowsRefused = 0 } }],
        };
        var task = Assert.Single(await agent.PlanAsync(run));
        var result = await agent.ExecuteAsync(task, run);
        Assert.True(JsonNode.DeepEquals(new JsonObject { ["question"] = "Which campaign pays back first?", ["model"] = "rehearsal-1" }, result.Result), result.Result.ToJsonString());
        Assert.Empty(await agent.PlanAsync(run with { Llm = null }));
    }

    private static async Task AddAsync(PackageFeed feed, string id, string version, Type type, params string[] dependencies) =>
        feed.Add(id, version, dependencies, "", ($"lib/net10.0/{id}.dll", await File.ReadAllBytesAsync(type.Assembly.Location)));

    private sealed class PlainDataset : Dataset;
}
