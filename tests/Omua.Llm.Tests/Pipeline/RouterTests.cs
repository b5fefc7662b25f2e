using Omua.Llm.Calling;
using Omua.Llm.Settings;
using static Omua.Llm.Tests.Pipeline.FakeBackend;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>Order, failover, retries, breaker and limits, on a fake clock.</summary>
public sealed class RouterTests
{
    private static readonly LlmSettings NoRetry = new() { Retry = new RetrySettings { Attempts = 0 } };

    [Fact]
    public async Task ChatAsync_FirstAnswers_OthersAreNotAsked()
    {
        var (first, second) = (new FakeBackend("first"), new FakeBackend("second"));
        using var ground = new PipelineGround(first, second);

        var response = await ground.Llm.GenerateAsync("Go.");

        Assert.Equal(("Done.", "first"), (response.Content, response.Backend));
        Assert.Equal(0, second.Calls);
    }

    [Theory]
    [InlineData(LlmFailure.Unauthorized)]
    [InlineData(LlmFailure.ModelNotFound)]
    public async Task ChatAsync_NeedsAPerson_FailsOverAndLeavesItAloneForAWhile(LlmFailure failure)
    {
        var (first, second) = (new FakeBackend("first").Throws(failure), new FakeBackend("second"));
        using var ground = new PipelineGround(first, second);

        Assert.Equal("second", (await ground.Llm.GenerateAsync("Go.")).Backend);
        await ground.Llm.GenerateAsync("Again.");
        Assert.Equal(1, first.Calls);

        ground.Time.Advance(TimeSpan.FromSeconds(31));
        await ground.Llm.GenerateAsync("Later.");
        Assert.Equal(2, first.Calls);
    }

    [Theory]
    [InlineData(LlmFailure.InvalidRequest)]
    [InlineData(LlmFailure.ContextTooLong)]
    [InlineData(LlmFailure.ContentFiltered)]
    public async Task ChatAsync_WouldFailAnywhere_StopsAtOnce(LlmFailure failure)
    {
        var (first, second) = (new FakeBackend("first").Throws(failure), new FakeBackend("second"));
        using var ground = new PipelineGround(first, second);

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Llm.GenerateAsync("Go."));

        Assert.Equal(failure, exception.Failure);
        Assert.Equal((1, 0), (first.Calls, second.Calls));
    }

    [Fact]
    public async Task ChatAsync_RetryAfterInsideTheDeadline_WaitsThatLong()
    {
        var backend = new FakeBackend("only");
        backend.Answer = (call, _) => call == 1 ? throw Fails(LlmFailure.RateLimited, TimeSpan.FromSeconds(90)) : Task.FromResult(Says("Late."));
        using var ground = new PipelineGround(backend);

        var work = ground.Llm.GenerateAsync("Go.");
        await ground.TakesAsync(work, TimeSpan.FromSeconds(90));

        Assert.Equal("Late.", (await work).Content);
    }

    [Fact]
    public async Task ChatAsync_RetryAfterBeyondTheDeadline_FailsAtOnce()
    {
        var backend = new FakeBackend("only").Throws(LlmFailure.RateLimited, TimeSpan.FromMinutes(10));
        using var ground = new PipelineGround(backend);

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Llm.GenerateAsync("Go."));

        Assert.Equal((LlmFailure.RateLimited, TimeSpan.FromMinutes(10)), (exception.Failure, exception.RetryAfter));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_RunDeadline_IsKept()
    {
        var backend = new FakeBackend("only").Hangs();
        using var ground = new PipelineGround(backend);
        var llm = ground.Pipeline.ForRun(new LlmRun { RunId = "run-1", Deadline = ground.Time.GetUtcNow().AddSeconds(20) });

        var work = llm.GenerateAsync("Go.");
        await ground.TakesAsync(work, TimeSpan.FromSeconds(20));

        Assert.Equal(LlmFailure.Timeout, (await Assert.ThrowsAsync<LlmException>(() => work)).Failure);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task ChatAsync_Unavailable_IsTriedAsOftenAsConfigured(int retries, int calls)
    {
        var backend = new FakeBackend("only").Throws(LlmFailure.Unavailable);
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Retry = new RetrySettings { Attempts = retries } } };

        Assert.Equal(LlmFailure.Unavailable, (await ground.FailsAsync(ground.Llm)).Failure);
        Assert.Equal(calls, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_KeepsFailing_OpensTheBreakerAndTriesAgainLater()
    {
        var backend = new FakeBackend("only").Throws(LlmFailure.Unavailable);
        using var ground = new PipelineGround(backend) { Settings = NoRetry };
        for (var call = 0; call < 5; call++)
        {
            await ground.FailsAsync(ground.Llm);
        }

        Assert.Contains("left alone", (await ground.FailsAsync(ground.Llm)).Message, StringComparison.Ordinal);
        Assert.Equal(5, backend.Calls);

        ground.Time.Advance(TimeSpan.FromSeconds(31));
        backend.Answer = (_, _) => Task.FromResult(Says("Well again."));
        Assert.Equal("Well again.", (await ground.Llm.GenerateAsync("Go.")).Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ChatAsync_Hangs_EndsAtTheAttemptLimit(bool heedsToken)
    {
        var backend = new FakeBackend("only").Hangs(heedsToken);
        using var ground = new PipelineGround(backend) { Settings = NoRetry with { Timeouts = new TimeoutSettings { Attempt = TimeSpan.FromSeconds(10) } } };

        var work = ground.Llm.GenerateAsync("Go.");
        await ground.TakesAsync(work, TimeSpan.FromSeconds(10));

        Assert.Equal(LlmFailure.Timeout, (await Assert.ThrowsAsync<LlmException>(() => work)).Failure);
    }

    [Fact]
    public async Task ChatAsync_FailoverDrill_ThirdAnswersWithinTheDeadlineAndIsChargedOnce()
    {
        var first = new FakeBackend("first").Hangs(heedsToken: false);
        var second = new FakeBackend("second").Throws(LlmFailure.RateLimited, TimeSpan.FromMinutes(2));
        var third = new FakeBackend("third");
        using var ground = new PipelineGround(first, second, third)
        {
            Settings = new LlmSettings
            {
                Timeouts = new TimeoutSettings { Call = TimeSpan.FromSeconds(60) },
                Prices = PipelineGround.Prices, Budget = new BudgetSettings { Run = 1m },
            },
        };

        var work = ground.Llm.GenerateAsync("Go.");
        // A third of the time for the one that hangs; the others answer at once, the one by refusing. The clock stands at 20.1 s of the 60.
        await ground.TakesAsync(work, TimeSpan.FromSeconds(20));

        var response = await work;
        Assert.Equal("third", response.Backend);
        Assert.Equal(1, third.Calls);
        var state = await Budgets.SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None);
        Assert.Equal((1L, 0m), (state!.Calls, state.Reserved));
        Assert.Equal(response.Cost!.Value.Amount, state.Cost);
        // The answer costs 0.0002 by its usage; beside it stands the most that the hanging attempt can have taken.
        Assert.Equal(0.0002m, state.Cost - state.Unknown);
    }

    [Fact]
    public async Task ChatAsync_BackendCannotBeLoaded_NextIsAsked()
    {
        var second = new FakeBackend("second");
        using var pipeline = new LlmPipeline(new LlmPipelineParts
        {
            Settings = new LlmSettings(),
            Backends =
            [
                new BackendEntry("broken", null, _ => throw new FaultException(new Fault("OMUA107", "it does not load", "mend it"))),
                new BackendEntry("second", null, _ => Task.FromResult<ILlmBackend>(second)),
            ],
        });

        Assert.Equal("second", (await pipeline.ForRun(LlmRun.None).GenerateAsync("Go.")).Backend);
    }

    [Fact]
    public async Task ChatAsync_NoBackend_SaysSo()
    {
        using var ground = new PipelineGround();
        Assert.Contains("No backend", (await ground.FailsAsync(ground.Llm)).Message, StringComparison.Ordinal);
        Assert.False(ground.Llm.IsAvailable);
    }

    [Fact]
    public async Task ChatAsync_ModelOfOneBackend_PicksThatBackend()
    {
        var (first, second) = (new FakeBackend("first", "small"), new FakeBackend("second", "large"));
        using var ground = new PipelineGround(first, second);
        first.Throws(LlmFailure.Unauthorized);
        await ground.Llm.GenerateAsync("Load both.");

        Assert.Equal("second", (await ground.Llm.GenerateAsync("Go.", new LlmOptions { Model = "large" })).Backend);
        Assert.Equal("large", second.Options!.Model);
    }

    [Fact]
    public async Task ChatAsync_RequestsPerMinute_AreKept()
    {
        var backend = new FakeBackend("only");
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Limits = new LimitSettings { RequestsPerMinute = 60 } } };

        var work = Task.WhenAll(Enumerable.Range(0, 90).Select(_ => ground.Llm.GenerateAsync("Go.")));
        Assert.Equal(60, backend.Calls);
        await ground.TakesAsync(work, TimeSpan.FromSeconds(30));

        await work;
        Assert.Equal(90, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_Concurrency_IsKept()
    {
        var (now, most) = (0, 0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new FakeBackend("only");
        backend.Answer = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await release.Task;
            Interlocked.Decrement(ref now);
            return Says("Done.");
        };
        using var ground = new PipelineGround(backend) { Settings = new LlmSettings { Limits = new LimitSettings { Concurrency = 3 } } };

        var work = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ground.Llm.GenerateAsync("Go.")));
        release.SetResult();
        await work;

        Assert.Equal(20, backend.Calls);
        Assert.InRange(most, 1, 3);
    }
}
