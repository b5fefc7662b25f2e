using System.Text.Json.Nodes;
using Omua.Llm.Tests.Server;
using Omua.Llm.Tests.Wires;

namespace Omua.Llm.Tests.Backends;

/// <summary>One answer, through the vendors' own libraries.</summary>
public sealed class ChatTests
{
    private static readonly LlmTool Clicks = new("clicks_of", "Clicks of a campaign", (JsonObject)JsonNode.Parse(
        """{"type":"object","properties":{"campaign":{"type":"string"}},"required":["campaign"],"additionalProperties":false}""")!);

    public static TheoryData<string> Wires => Ground.WireNames;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_Success_GivesTextModelAndReason(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("Move the budget. ✓")));

        var response = await ground.Backend.ChatAsync([LlmMessage.System("Be short."), LlmMessage.User("What now?")]);

        Assert.Equal("Move the budget. ✓", response.Content);
        Assert.Equal(ground.Wire.Model, response.Model);
        Assert.Equal(LlmFinishReason.Stop, response.FinishReason);
        var prompt = ground.Wire.Prompt(Assert.Single(ground.Server.Requests));
        Assert.Contains("Be short.", prompt, StringComparison.Ordinal);
        Assert.Contains("What now?", prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai", WireUsage.Input, WireUsage.Cached, 0, WireUsage.Reasoning)]
    [InlineData("anthropic", WireUsage.Input, WireUsage.Cached, WireUsage.Written, 0)]
    [InlineData("ollama", WireUsage.Input, 0, 0, 0)]
    public async Task ChatAsync_Usage_IsSplitIntoPartsThatDoNotOverlap(string wire, int input, int cached, int written, int reasoning)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("Done.")));

        var usage = (await ground.Backend.GenerateAsync("Go.")).Usage;

        Assert.Equal(
            new LlmUsage(input, WireUsage.Output) { CachedInputTokens = cached, CacheWriteTokens = written, ReasoningTokens = reasoning }, usage);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task ChatAsync_UsageMissing_SaysThatItIsUnknown(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("Done.", hasUsage: false)));

        var response = await ground.Backend.GenerateAsync("Go.");

        Assert.Equal("Done.", response.Content);
        Assert.True(response.Usage.IsEstimated);
    }

    /// <summary>The vendor's library holds usage to be part of the protocol.</summary>
    [Fact]
    public async Task ChatAsync_AnthropicUsageMissing_FailsAsIncomplete()
    {
        await using var ground = await Ground.StartAsync("anthropic");
        ground.Server.Then(Script.Json(ground.Wire.Answer("Done.", hasUsage: false)));

        Assert.Equal(LlmFailure.Incomplete, (await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."))).Failure);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_Options_ReachTheServer(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("{}")));
        var schema = (JsonObject)JsonNode.Parse("""{"type":"object","properties":{"answer_kept":{"type":"string"}},"required":["answer_kept"],"additionalProperties":false}""")!;

        await ground.Backend.ChatAsync(
            [LlmMessage.User("Go.")], new LlmOptions { Model = "another-model", MaxOutputTokens = 321, Temperature = 0.5, ResponseSchema = schema, StopSequences = ["END"] });

        var request = Assert.Single(ground.Server.Requests);
        Assert.Equal("another-model", (string?)request.Json["model"]);
        Assert.Equal(321, ground.Wire.Limit(request));
        // The third vendor's protocol has no temperature any more.
        Assert.Equal(wire != "anthropic", request.Body.Contains("0.5", StringComparison.Ordinal));
        Assert.Contains("answer_kept", request.Body, StringComparison.Ordinal);
        Assert.Contains("END", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_ToolCall_GivesNameAndArguments(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.ToolAnswer("clicks_of", new JsonObject { ["campaign"] = "brand" })));

        var response = await ground.Backend.ChatAsync([LlmMessage.User("Clicks of brand?")], new LlmOptions { Tools = [Clicks] });

        Assert.Equal(LlmFinishReason.ToolCalls, response.FinishReason);
        var call = Assert.Single(response.ToolCalls);
        Assert.Equal("clicks_of", call.Name);
        Assert.Equal("brand", (string?)call.Arguments["campaign"]);
        var request = Assert.Single(ground.Server.Requests);
        Assert.Contains("Clicks of a campaign", request.Body, StringComparison.Ordinal);
        Assert.Contains("campaign", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_ToolResult_GoesBackToTheModel(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("Brand had 149 clicks.")));
        var call = new LlmToolCall("call_1", "clicks_of", new JsonObject { ["campaign"] = "brand" });

        var response = await ground.Backend.ChatAsync(
            [LlmMessage.User("Clicks of brand?"), LlmMessage.Assistant("") with { ToolCalls = [call] }, new LlmMessage(LlmRole.Tool, """{"clicks":149}""") { ToolCallId = "call_1" }],
            new LlmOptions { Tools = [Clicks] });

        Assert.Equal("Brand had 149 clicks.", response.Content);
        Assert.Contains("149", Assert.Single(ground.Server.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai", "length", LlmFinishReason.Length)]
    [InlineData("anthropic", "length", LlmFinishReason.Length)]
    [InlineData("ollama", "length", LlmFinishReason.Length)]
    [InlineData("openai", "content_filter", LlmFinishReason.ContentFilter)]
    [InlineData("anthropic", "content_filter", LlmFinishReason.ContentFilter)]
    public async Task ChatAsync_OtherEnds_AreTold(string wire, string finish, LlmFinishReason reason)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Answer("Half of i", finish)));

        Assert.Equal(reason, (await ground.Backend.GenerateAsync("Go.")).FinishReason);
    }
}
