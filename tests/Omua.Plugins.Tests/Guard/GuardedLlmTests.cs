using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests.Guard;

/// <summary>A model's caller sees the one exception that its contract knows, so that it can ask another backend.</summary>
public sealed class GuardedLlmTests : IAsyncLifetime
{
    private const string Source = """
        public sealed class RogueLlm : LlmBackendPlugin
        {
            public override string Name => "rogue_llm";
            public override string Version => "1.0.0";
            public override bool IsAvailable => throw new InvalidOperationException("cannot say");
            public override Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options, CancellationToken token) => messages[0].Content switch
            {
                "limit" => throw new LlmException(LlmFailure.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(7) },
                "throw" => throw new InvalidOperationException("socket"),
                "null" => Task.FromResult<LlmResponse>(null!),
                "negative" => Task.FromResult(new LlmResponse("x", new LlmUsage(-1, 0), "m", LlmFinishReason.Stop)),
                "hang" => new TaskCompletionSource<LlmResponse>().Task,
                var text => Task.FromResult(new LlmResponse(text, LlmUsage.None, "m", LlmFinishReason.Stop) { ToolCalls = [new("1", "t", [])] }),
            };
            public override Task<LlmConnection> ValidateConnectionAsync(CancellationToken token) => Task.FromResult(new LlmConnection(LlmConnectionState.Unreachable, null!));
        }
        """;

    private readonly PluginGround _ground = new();
    private readonly FakeTimeProvider _time = new();
    private ILlmBackend _llm = null!;

    public async ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with { Time = _time };
        _ground.Write(_ground.User, "rogue_llm.cs", Source);
        _llm = await _ground.Manager().GetLlmBackendAsync("rogue_llm");
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("throw", LlmFailure.Unavailable, FaultCodes.PluginCallFailed)]
    [InlineData("null", LlmFailure.Unavailable, FaultCodes.PluginResultInvalid)]
    [InlineData("negative", LlmFailure.Unavailable, FaultCodes.PluginResultInvalid)]
    [InlineData("hang", LlmFailure.Timeout, FaultCodes.PluginAbandoned)]
    public async Task Chat_BreaksTheContract_IsAnLlmExceptionWithTheFaultInside(string prompt, LlmFailure failure, string code)
    {
        var call = _llm.GenerateAsync(prompt);
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        var thrown = await Assert.ThrowsAsync<LlmException>(() => call);

        Assert.Equal((failure, code), (thrown.Failure, Assert.IsType<FaultException>(thrown.InnerException).Faults[0].Code));
    }

    [Fact]
    public async Task Chat_CallerWithALongerLimitOfItsOwn_IsNotCutByTheGuardsLimit()
    {
        _ground.Options = _ground.Options with { LlmCall = () => TimeSpan.FromMinutes(20) };
        var llm = await _ground.Manager().GetLlmBackendAsync("rogue_llm");
        var call = llm.GenerateAsync("hang");

        for (var minute = 0; minute < 15; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.False(call.IsCompleted);
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        Assert.Equal(LlmFailure.Timeout, (await Assert.ThrowsAsync<LlmException>(() => call)).Failure);
    }

    [Fact]
    public async Task Chat_FailureOfTheContract_PassesAsItIs()
    {
        var thrown = await Assert.ThrowsAsync<LlmException>(() => _llm.ChatAsync([LlmMessage.User("limit")]));

        Assert.Equal((LlmFailure.RateLimited, TimeSpan.FromSeconds(7)), (thrown.Failure, thrown.RetryAfter));
    }

    [Fact]
    public async Task Members_ThatWorkOrCannotSay_AreAnswered()
    {
        Assert.False(_llm.IsAvailable);
        Assert.Equal(LlmCapabilities.Chat, _llm.Capabilities);
        Assert.Equal("hello", (await _llm.GenerateAsync("hello")).Content);
        Assert.Equal(["hello"], await _llm.StreamAsync([LlmMessage.User("hello")]).Select(piece => piece.Content).ToListAsync());
        await Assert.ThrowsAsync<LlmException>(() => _llm.ValidateConnectionAsync());
    }
}
