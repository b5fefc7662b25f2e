using System.Text.Json.Nodes;
using Omua.Llm.Settings;
using static Omua.Llm.Tests.Pipeline.FakeBackend;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>Structured answers, tools and the cache.</summary>
public sealed class StageTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(
        """{"type":"object","properties":{"channel":{"enum":["search","social"]},"share":{"type":"number","minimum":0,"maximum":1}},"required":["channel","share"],"additionalProperties":false}""")!;

    private static readonly LlmOptions Structured = new() { ResponseSchema = Schema };

    [Theory]
    [InlineData("""{"channel":"search","share":0.5}""")]
    [InlineData("```json\n{\"channel\":\"search\",\"share\":0.5}\n```")]
    [InlineData("Here it is: {\"channel\":\"search\",\"share\":0.5,}")]
    public async Task ChatAsync_SchemaKept_GivesTheBareJson(string answer)
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(Says(answer)) };
        using var ground = new PipelineGround(backend);

        Assert.Equal("""{"channel":"search","share":0.5}""", (await ground.Llm.GenerateAsync("Go.", Structured)).Content);
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_SchemaBroken_IsSentBackWithEveryFault()
    {
        var backend = new FakeBackend("only")
        {
            Answer = (call, _) => Task.FromResult(Says(call == 1 ? """{"channel":"radio","share":7,"extra":1}""" : """{"channel":"social","share":1}""")),
        };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Prices = PipelineGround.Prices } };

        var response = await ground.Llm.GenerateAsync("Go.", Structured);

        Assert.Equal("""{"channel":"social","share":1}""", response.Content);
        var request = backend.Messages[^1].Content;
        Assert.Contains("$.channel", request, StringComparison.Ordinal);
        Assert.Contains("$.share", request, StringComparison.Ordinal);
        Assert.Contains("'extra'", request, StringComparison.Ordinal);
        Assert.Equal((200L, 0.0004m), (response.Usage.InputTokens, response.Cost!.Value.Amount));
    }

    [Fact]
    public async Task ChatAsync_SchemaNeverKept_FailsAfterTwoRepairs()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(Says("I would rather not.")) };
        using var ground = new PipelineGround(backend);

        Assert.Equal(LlmFailure.InvalidOutput, (await ground.FailsAsync(ground.Llm, Structured)).Failure);
        Assert.Equal(3, backend.Calls);
    }

    [Fact]
    public async Task StreamAsync_SchemaBroken_FailsAtTheEnd()
    {
        var backend = new FakeBackend("only") { Stream = (_, token) => StreamTests.Pieces(token, "{\"channel\":", "\"radio\"}") };
        using var ground = new PipelineGround(backend);

        var exception = await Assert.ThrowsAsync<LlmException>(async () =>
        {
            await foreach (var _ in ground.Llm.StreamAsync([LlmMessage.User("Go.")], Structured))
            {
            }
        });

        Assert.Equal(LlmFailure.InvalidOutput, exception.Failure);
    }

    [Fact]
    public async Task ChatAsync_Tool_IsRunAndItsResultGivenBack()
    {
        var backend = Calling("clicks_of", """{"campaign":"brand"}""", "It had 149.");
        using var ground = new PipelineGround(backend);

        var response = await ground.Llm.GenerateAsync("Clicks?", new LlmOptions { Tools = [Clicks()] });

        Assert.Equal("It had 149.", response.Content);
        Assert.Equal(2, backend.Calls);
        Assert.Contains("{\"clicks\":149}", backend.Messages[^1].Content, StringComparison.Ordinal);
        Assert.Equal("call-1", backend.Messages[^1].ToolCallId);
    }

    [Fact]
    public async Task StreamAsync_Tool_IsRunBetweenTheStreams()
    {
        var backend = new FakeBackend("only")
        {
            Stream = (call, token) => call == 1 ? CallStream() : StreamTests.Pieces(token, "It had ", "149."),
        };
        using var ground = new PipelineGround(backend);
        var text = "";
        await foreach (var update in ground.Llm.StreamAsync([LlmMessage.User("Clicks?")], new LlmOptions { Tools = [Clicks()] }))
        {
            text += update.Content;
            Assert.Empty(update.ToolCalls);
        }

        Assert.Equal("Let me see. It had 149.", text);
    }

    [Theory]
    [InlineData("clicks_of", """{"campaign":7}""", "the arguments do not fit")]
    [InlineData("clicks_of", """{"campaign":"brand","DROP":1}""", "the arguments do not fit")]
    [InlineData("format_disk", "{}", "there is no tool 'format_disk'")]
    public async Task ChatAsync_WrongToolCall_IsNotRunAndTheModelIsTold(string tool, string arguments, string told)
    {
        var ran = false;
        var backend = Calling(tool, arguments, "Sorry.");
        using var ground = new PipelineGround(backend);

        await ground.Llm.GenerateAsync("Go.", new LlmOptions { Tools = [Clicks(() => ran = true)] });

        Assert.False(ran);
        Assert.Contains(told, backend.Messages[^1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChatAsync_ToolFails_TheModelIsToldWithoutAStack()
    {
        var backend = Calling("clicks_of", """{"campaign":"brand"}""", "Then not.");
        using var ground = new PipelineGround(backend);
        var tool = Clicks() with { Invoke = (_, _) => throw new InvalidOperationException("no such campaign") };

        await ground.Llm.GenerateAsync("Go.", new LlmOptions { Tools = [tool] });

        Assert.Contains("no such campaign", backend.Messages[^1].Content, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", backend.Messages[^1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChatAsync_ToolsForEver_EndAtTheLimit()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(CallOf("clicks_of", """{"campaign":"brand"}""")) };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { ToolRounds = 3 } };

        Assert.Equal(LlmFailure.ToolLimit, (await ground.FailsAsync(ground.Llm, new LlmOptions { Tools = [Clicks()] })).Failure);
        Assert.Equal(4, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_ToolWithoutInvoke_GoesBackToTheCaller()
    {
        var backend = Calling("clicks_of", """{"campaign":"brand"}""", "never");
        using var ground = new PipelineGround(backend);

        var response = await ground.Llm.GenerateAsync("Go.", new LlmOptions { Tools = [Clicks() with { Invoke = null }] });

        Assert.Equal("clicks_of", Assert.Single(response.ToolCalls).Name);
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_ToolThatChangesSomething_RunsOnceWhenApprovedAndOnlyWithTheSameArguments()
    {
        var ran = 0;
        var tool = Clicks(() => ran++) with { IsReadOnly = false };
        var backend = Calling("clicks_of", """{"campaign":"brand"}""", "ok");
        using var ground = new PipelineGround(backend);
        var options = new LlmOptions { Tools = [tool] };

        await ground.Llm.GenerateAsync("Go.", options);
        Assert.Equal(0, ran);
        Assert.Contains("waits for a person's approval", backend.Messages[^1].Content, StringComparison.Ordinal);

        await ApproveAsync(ground);
        await Again(backend, """{"campaign":"generic"}""", ground, options);
        Assert.Equal(0, ran);
        await Again(backend, """{"campaign":"brand"}""", ground, options);
        Assert.Equal(1, ran);
        await Again(backend, """{"campaign":"brand"}""", ground, options);
        Assert.Equal(1, ran);

        var changed = ground.Pipeline.ForRun(ground.Run with { PlanHash = "another plan" });
        backend.Answer = Script("clicks_of", """{"campaign":"brand"}""", "ok", backend.Calls);
        await changed.GenerateAsync("Go.", options);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task ChatAsync_SameQuestion_IsAnsweredFromTheCacheUntilItIsOld()
    {
        var backend = new FakeBackend("only") { Answer = (call, _) => Task.FromResult(Says($"Answer {call}")) };
        using var ground = new PipelineGround(backend)
        {
            Settings = new LlmSettings { Prices = PipelineGround.Prices, Cache = new CacheSettings { Enabled = true, Lifetime = TimeSpan.FromHours(1) } },
        };

        await ground.Llm.GenerateAsync("Go.");
        var second = await ground.Llm.GenerateAsync("Go.");
        Assert.Equal(("Answer 1", 0m, 1), (second.Content, second.Cost!.Value.Amount, backend.Calls));
        Assert.Equal("Answer 1", string.Concat((await ground.StreamAsync(ground.Llm)).Select(update => update.Content)));

        Assert.Equal("Answer 2", (await ground.Llm.GenerateAsync("Something else.")).Content);
        ground.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("Answer 3", (await ground.Llm.GenerateAsync("Go.")).Content);
    }

    private static async Task Again(FakeBackend backend, string arguments, PipelineGround ground, LlmOptions options)
    {
        backend.Answer = Script("clicks_of", arguments, "ok", backend.Calls);
        await ground.Llm.GenerateAsync("Go.", options);
    }

    private static async Task ApproveAsync(PipelineGround ground)
    {
        var document = Assert.Single((await ground.Documents.ListAsync("llm.approvals")).Items);
        var approval = JsonNode.Parse(document.Json)!;
        Assert.Equal("brand", (string?)approval["arguments"]!["campaign"]);
        approval["state"] = "approved";
        await ground.Documents.PutAsync("llm.approvals", document.Key, approval.ToJsonString(), document.Version);
    }

    private static LlmTool Clicks(Action? ran = null) => new("clicks_of", "Clicks of a campaign", (JsonObject)JsonNode.Parse(
        """{"type":"object","properties":{"campaign":{"type":"string"}},"required":["campaign"],"additionalProperties":false}""")!)
    {
        IsReadOnly = true,
        Invoke = (_, _) =>
        {
            ran?.Invoke();
            return Task.FromResult<JsonNode?>(new JsonObject { ["clicks"] = 149 });
        },
    };

    private static FakeBackend Calling(string tool, string arguments, string then) => new("only") { Answer = Script(tool, arguments, then, 0) };

    private static Func<int, CancellationToken, Task<LlmResponse>> Script(string tool, string arguments, string then, int after) =>
        (call, _) => Task.FromResult(call == after + 1 ? CallOf(tool, arguments) : Says(then));

    private static LlmResponse CallOf(string tool, string arguments) =>
        Says("", LlmFinishReason.ToolCalls) with { ToolCalls = [new LlmToolCall("call-1", tool, (JsonObject)JsonNode.Parse(arguments)!)] };

    private static async IAsyncEnumerable<LlmUpdate> CallStream()
    {
        await Task.Yield();
        yield return new LlmUpdate("Let me see. ");
        yield return new LlmUpdate("") { ToolCalls = [new LlmToolCall("call-1", "clicks_of", new JsonObject { ["campaign"] = "brand" })] };
        yield return new LlmUpdate("", LlmFinishReason.ToolCalls, new LlmUsage(10, 5), "test-model");
    }
}
