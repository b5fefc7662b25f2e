using System.Runtime.CompilerServices;
using Omua.Llm.Settings;
using static Omua.Llm.Tests.Pipeline.FakeBackend;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>Streams through the pipeline: failover until the first piece, none after it; an end that says nothing is no end.</summary>
public sealed class StreamTests
{
    private static readonly LlmUpdate Last = new("", LlmFinishReason.Stop, new LlmUsage(100, 10), "test-model-2026");

    [Fact]
    public async Task StreamAsync_Success_PassesPiecesAndSaysCostAndBackend()
    {
        var backend = new FakeBackend("only") { Stream = (_, token) => Pieces(token, "Move ", "it.") };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Prices = PipelineGround.Prices } };

        var updates = await ground.StreamAsync(ground.Llm);

        Assert.Equal(["Move ", "it.", ""], updates.Select(update => update.Content));
        Assert.Equal((0.0002m, "only"), (updates[^1].Cost!.Value.Amount, updates[^1].Backend));
    }

    [Fact]
    public async Task StreamAsync_FailsBeforeTheFirstPiece_FailsOver()
    {
        var first = new FakeBackend("first") { Stream = (_, _) => Broken(LlmFailure.Unauthorized) };
        var second = new FakeBackend("second") { Stream = (_, token) => Pieces(token, "Here.") };
        using var ground = new PipelineGround(first, second);

        Assert.Equal("Here.", string.Concat((await ground.StreamAsync(ground.Llm)).Select(update => update.Content)));
    }

    [Fact]
    public async Task StreamAsync_FailsAfterTheFirstPiece_DoesNotFailOver()
    {
        var first = new FakeBackend("first") { Stream = (_, _) => Broken(LlmFailure.Incomplete, "Half ") };
        var second = new FakeBackend("second");
        using var ground = new PipelineGround(first, second);

        Assert.Equal(LlmFailure.Incomplete, (await Assert.ThrowsAsync<LlmException>(() => ground.StreamAsync(ground.Llm))).Failure);
        Assert.Equal(0, second.Calls);
    }

    [Fact]
    public async Task StreamAsync_BreaksOffInTheMiddleAgainAndAgain_OpensTheBreaker()
    {
        var first = new FakeBackend("first") { Stream = (call, token) => call % 2 == 0 ? WithoutEnd("Half ") : Broken(LlmFailure.Incomplete, "Half ") };
        var second = new FakeBackend("second");
        using var ground = new PipelineGround(first, second) { Settings = new LlmSettings { Breaker = new BreakerSettings { FailureRatio = 1, MinimumCalls = 5 } } };
        for (var call = 0; call < 5; call++)
        {
            await Assert.ThrowsAsync<LlmException>(() => ground.StreamAsync(ground.Llm));
        }

        var update = Assert.Single(await ground.StreamAsync(ground.Llm));

        Assert.Equal(("Done.", "second"), (update.Content, update.Backend));
        Assert.Equal(5, first.Calls);
    }

    [Fact]
    public async Task StreamAsync_ReadToTheEndOrGivenUp_IsNoFailure()
    {
        var backend = new FakeBackend("only") { Stream = (_, token) => Pieces(token, "a", "b") };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Breaker = new BreakerSettings { FailureRatio = 0.1, MinimumCalls = 2 } } };
        for (var call = 0; call < 6; call++)
        {
            await ground.StreamAsync(ground.Llm, take: call % 2 == 0 ? 1 : int.MaxValue);
        }

        Assert.Equal(3, (await ground.StreamAsync(ground.Llm)).Count);
        Assert.Equal(7, backend.Calls);
    }

    [Fact]
    public async Task StreamAsync_EndsWithoutAReason_IsIncomplete()
    {
        var backend = new FakeBackend("only") { Stream = (_, _) => WithoutEnd("Half ") };
        using var ground = new PipelineGround(backend);

        Assert.Equal(LlmFailure.Incomplete, (await Assert.ThrowsAsync<LlmException>(() => ground.StreamAsync(ground.Llm))).Failure);
    }

    [Fact]
    public async Task StreamAsync_FirstPieceIsSlow_FailsOver()
    {
        var first = new FakeBackend("first") { Stream = (_, token) => Stalling(token) };
        var second = new FakeBackend("second") { Stream = (_, token) => Pieces(token, "Here.") };
        using var ground = new PipelineGround(first, second)
        {
            Settings = new LlmSettings { Retry = new RetrySettings { Attempts = 0 }, Timeouts = new TimeoutSettings { FirstToken = TimeSpan.FromSeconds(10) } },
        };

        var work = ground.StreamAsync(ground.Llm);
        await ground.TakesAsync(work, TimeSpan.FromSeconds(10));

        Assert.Equal("Here.", string.Concat((await work).Select(update => update.Content)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StreamAsync_Stalls_EndsAtTheIdleLimit(bool heedsToken)
    {
        var backend = new FakeBackend("only") { Stream = (_, token) => Stalling(heedsToken ? token : CancellationToken.None, "a", "b") };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Timeouts = new TimeoutSettings { Idle = TimeSpan.FromSeconds(5) } } };

        var work = ground.StreamAsync(ground.Llm);
        await ground.TakesAsync(work, TimeSpan.FromSeconds(5));

        Assert.Equal(LlmFailure.Timeout, (await Assert.ThrowsAsync<LlmException>(() => work)).Failure);
    }

    [Fact]
    public async Task StreamAsync_SlowButSteady_IsNotIdle()
    {
        var backend = new FakeBackend("only");
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Timeouts = new TimeoutSettings { Idle = TimeSpan.FromSeconds(5) } } };
        using var waits = new SemaphoreSlim(0);
        backend.Stream = (_, token) => Steady(ground.Time, waits, token);

        var work = ground.StreamAsync(ground.Llm);
        for (var piece = 0; piece < 10; piece++)
        {
            Assert.True(await waits.WaitAsync(TimeSpan.FromMinutes(5)), $"piece {piece} was not asked for");
            ground.Time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal("0123456789", string.Concat((await work).Select(update => update.Content)));
    }

    [Fact]
    public async Task StreamAsync_ContentFiltered_Fails()
    {
        var backend = new FakeBackend("only") { Stream = (_, _) => Filtered() };
        using var ground = new PipelineGround(backend);

        Assert.Equal(LlmFailure.ContentFiltered, (await Assert.ThrowsAsync<LlmException>(() => ground.StreamAsync(ground.Llm))).Failure);
    }

    internal static async IAsyncEnumerable<LlmUpdate> Pieces([EnumeratorCancellation] CancellationToken token, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            yield return new LlmUpdate(text);
        }

        yield return Last;
    }

    internal static async IAsyncEnumerable<LlmUpdate> Broken(LlmFailure failure, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Task.Yield();
            yield return new LlmUpdate(text);
        }

        throw Fails(failure);
    }

    private static async IAsyncEnumerable<LlmUpdate> WithoutEnd(params string[] texts)
    {
        foreach (var text in texts)
        {
            await Task.Yield();
            yield return new LlmUpdate(text);
        }
    }

    private static async IAsyncEnumerable<LlmUpdate> Steady(TimeProvider time, SemaphoreSlim waits, [EnumeratorCancellation] CancellationToken token)
    {
        for (var piece = 0; piece < 10; piece++)
        {
            var later = Task.Delay(TimeSpan.FromSeconds(3), time, token);
            waits.Release();
            await later;
            yield return new LlmUpdate($"{piece}");
        }

        yield return Last;
    }

    private static async IAsyncEnumerable<LlmUpdate> Filtered()
    {
        await Task.Yield();
        yield return new LlmUpdate("I ");
        yield return new LlmUpdate("", LlmFinishReason.ContentFilter, new LlmUsage(5, 1));
    }

    /// <summary>Never leaves the caller's thread, so that it stalls before the caller gets its task.</summary>
    private static async IAsyncEnumerable<LlmUpdate> Stalling([EnumeratorCancellation] CancellationToken token, params string[] texts)
    {
        foreach (var text in texts)
        {
            yield return new LlmUpdate(text);
        }

        await Task.Delay(Timeout.Infinite, token);
        yield return Last;
    }
}
