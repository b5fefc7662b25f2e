using System.Globalization;
using Omua.Llm.Budgets;
using Omua.Llm.Calling;
using Omua.Llm.Settings;
using static Omua.Llm.Tests.Pipeline.FakeBackend;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>What is spent stays within the budget: in parallel, across processes, for streams that nobody reads to their end.</summary>
public sealed class BudgetTests
{
    /// <summary>"Go." can take 35 tokens in and 100 out; at 2 (written to the cache) and 10 for a million that is 0.00107 at most.</summary>
    private const decimal Worst = 0.00107m;

    private static readonly LlmOptions Short = new() { MaxOutputTokens = 100 };

    /// <summary>A usage that costs exactly the worst case.</summary>
    private static readonly LlmUsage Full = new(0, 100) { CacheWriteTokens = 35 };

    [Fact]
    public async Task ChatAsync_TwoHundredInParallel_FiftyFitAndNotOneMore()
    {
        var backend = new FakeBackend("only") { Answer = async (_, _) => await LateAsync() };
        using var ground = Ground(backend, 50);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => OutcomeAsync(() => ground.Llm.GenerateAsync("Go.", Short))));

        Assert.Equal(50, backend.Calls);
        Assert.Equal(50, outcomes.Count(outcome => outcome is null));
        Assert.Equal(150, outcomes.Count(outcome => outcome == LlmFailure.BudgetExceeded));
        await HasSpentAsync(ground, 50 * Worst);
    }

    [Fact]
    public async Task StreamAsync_TwoHundredAbandonedHalfWay_FiftyFitAndNotOneMore()
    {
        var backend = new FakeBackend("only") { Stream = (_, token) => StreamTests.Pieces(token, "a", "b", "c") };
        using var ground = Ground(backend, 50);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(call => OutcomeAsync(async () =>
        {
            await foreach (var _ in ground.Llm.StreamAsync([LlmMessage.User("Go.")], Short))
            {
                if (call % 2 == 0)
                {
                    break;
                }

                throw new InvalidOperationException("The reader fails.");
            }
        })));

        Assert.Equal(50, backend.Calls);
        Assert.Equal(150, outcomes.Count(outcome => outcome == LlmFailure.BudgetExceeded));
        await HasSpentAsync(ground, 50 * Worst);
    }

    [Fact]
    public async Task ChatAsync_SeveralProcessesOnOneStore_ShareTheDay()
    {
        var backend = new FakeBackend("only") { Answer = async (_, _) => await LateAsync() };
        using var ground = new PipelineGround(backend) { Settings = Settings() with { Budget = new BudgetSettings { Day = 50 * Worst } } };
        var processes = Enumerable.Range(0, 4).Select(number => ground.Another().ForRun(new LlmRun { RunId = $"run-{number}" })).ToList();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(call => OutcomeAsync(() => processes[call % 4].GenerateAsync("Go.", Short))));

        Assert.Equal(50, backend.Calls);
        Assert.Equal(50, outcomes.Count(outcome => outcome is null));
        var day = await SpendLedger.OfDayAsync(ground.Documents, ground.Time.GetUtcNow(), CancellationToken.None);
        Assert.Equal((50 * Worst, 0m, 50L), (day.Cost, day.Reserved, day.Calls));
    }

    [Fact]
    public async Task ChatAsync_NextDay_HasItsOwnBudget()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(Says("Done.") with { Usage = Full }) };
        using var ground = new PipelineGround(backend) { Settings = Settings() with { Budget = new BudgetSettings { Day = Worst } } };

        await ground.Llm.GenerateAsync("Go.", Short);
        Assert.Equal(LlmFailure.BudgetExceeded, (await ground.FailsAsync(ground.Llm, Short)).Failure);
        ground.Time.Advance(TimeSpan.FromHours(12));

        await ground.Llm.GenerateAsync("Go.", Short);
        Assert.Equal(2, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_Usage_SettlesWhatWasReserved()
    {
        var backend = new FakeBackend("only")
        {
            Answer = (_, _) => Task.FromResult(Says("Done.") with { Usage = new LlmUsage(10, 20) { CachedInputTokens = 100, CacheWriteTokens = 5 } }),
        };
        using var ground = Ground(backend, 2);

        var response = await ground.Llm.GenerateAsync("Go.", Short);

        // (10 x 1 + 20 x 10 + 100 x 0.1 + 5 x 2) / 1,000,000
        Assert.Equal(new Money(0.00023m, "USD"), response.Cost);
        await HasSpentAsync(ground, 0.00023m);
    }

    [Fact]
    public async Task ChatAsync_NoPriceAndABudget_FailsClosed()
    {
        var backend = new FakeBackend("only", "unheard-of");
        using var ground = Ground(backend, 1000);

        var exception = await ground.FailsAsync(ground.Llm);

        Assert.Equal(LlmFailure.BudgetExceeded, exception.Failure);
        Assert.Contains("llm.prices", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_NoPriceAndNoBudget_AnswersWithoutACost()
    {
        using var ground = new PipelineGround(new FakeBackend("only", "unheard-of"));

        Assert.Null((await ground.Llm.GenerateAsync("Go.")).Cost);
        var state = await SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None);
        Assert.Equal((1L, 1L, 100L), (state!.Calls, state.UnpricedCalls, state.Usage.InputTokens));
    }

    [Fact]
    public async Task ChatAsync_FirstHasNoPrice_TheNextIsAsked()
    {
        var (first, second) = (new FakeBackend("first", "unheard-of"), new FakeBackend("second"));
        using var ground = new PipelineGround(first, second) { Settings = Settings() with { Budget = new BudgetSettings { Run = 1m } } };

        Assert.Equal("second", (await ground.Llm.GenerateAsync("Go.", Short)).Backend);
        Assert.Equal(0, first.Calls);
    }

    [Theory]
    [InlineData(LlmFailure.Unauthorized)]
    [InlineData(LlmFailure.RateLimited)]
    [InlineData(LlmFailure.Unavailable)]
    [InlineData(LlmFailure.InvalidRequest)]
    public async Task ChatAsync_Refused_CostsNothing(LlmFailure failure)
    {
        using var ground = Ground(new FakeBackend("only").Throws(failure), 10);

        await ground.FailsAsync(ground.Llm, Short);

        Assert.Equal(0m, (await SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None))?.Cost ?? 0m);
        await HasNothingReservedAsync(ground);
    }

    [Fact]
    public async Task ChatAsync_TimesOut_IsChargedAsTheWorstCase()
    {
        using var ground = new PipelineGround(new FakeBackend("only").Hangs())
        {
            Settings = Settings() with { Budget = new BudgetSettings { Run = 10 * Worst }, Retry = new RetrySettings { Attempts = 0 }, Timeouts = new TimeoutSettings { Attempt = TimeSpan.FromSeconds(5) } },
        };

        await ground.FailsAsync(ground.Llm, Short);

        await HasSpentAsync(ground, Worst);
        Assert.Equal(Worst, (await SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None))!.Unknown);
    }

    [Fact]
    public async Task ChatAsync_FailedAttemptsThatWereBilled_CountBeforeTheNextAttempt()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => throw Fails(LlmFailure.Incomplete, usage: Full) };
        using var ground = Ground(backend, 2);

        var exception = await ground.FailsAsync(ground.Llm, Short);

        Assert.Equal(LlmFailure.BudgetExceeded, exception.Failure);
        Assert.Equal(2, backend.Calls);
        await HasSpentAsync(ground, 2 * Worst);
    }

    [Fact]
    public async Task ChatAsync_UsageMissing_IsEstimatedAndChargedAsTheWorstCase()
    {
        var backend = new FakeBackend("only") { Answer = (_, _) => Task.FromResult(Says("Done.") with { Usage = LlmUsage.None with { IsEstimated = true } }) };
        using var ground = Ground(backend, 10);

        var response = await ground.Llm.GenerateAsync("Go.", Short);

        Assert.True(response.Usage is { IsEstimated: true, TotalTokens: > 0 });
        await HasSpentAsync(ground, Worst);
    }

    [Fact]
    public async Task ChatAsync_StoreFails_FailsClosed()
    {
        var backend = new FakeBackend("only");
        using var ground = Ground(backend, 10);
        ground.Documents.IsBroken = true;

        Assert.Equal(LlmFailure.BudgetExceeded, (await ground.FailsAsync(ground.Llm, Short)).Failure);
        Assert.Equal(0, backend.Calls);
    }

    [Fact]
    public async Task ChatAsync_Cancelled_ReleasesWhatItCannotHaveSpent()
    {
        using var ground = Ground(new FakeBackend("only").Hangs(), 10);
        using var cancel = new CancellationTokenSource();
        var work = ground.Llm.GenerateAsync("Go.", Short, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);

        await HasNothingReservedAsync(ground);
    }

    [Fact]
    public void Of_PriceNames_PreferTheExactThenTheLongestPrefix()
    {
        var prices = new PriceList(new Dictionary<string, PriceSettings>
        {
            ["*"] = new() { Input = 1, Output = 1 }, ["gpt-*"] = new() { Input = 2, Output = 2 }, ["gpt-4.1-*"] = new() { Input = 3, Output = 3 }, ["gpt-4.1-mini"] = new() { Input = 4, Output = 4 },
        });

        Assert.Equal("4 3 2 1", string.Join(' ', new[] { "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "llama" }.Select(model => prices.Of(model)!.Input.ToString(CultureInfo.InvariantCulture))));
        Assert.Null(prices.Of(null));
    }

    private static LlmSettings Settings() => new() { Prices = PipelineGround.Prices, Limits = new LimitSettings { Concurrency = 1000 } };

    private static PipelineGround Ground(FakeBackend backend, int calls) => new(backend) { Settings = Settings() with { Budget = new BudgetSettings { Run = calls * Worst } } };

    private static async Task<LlmResponse> LateAsync()
    {
        await Task.Yield();
        return Says("Done.") with { Usage = Full };
    }

    private static async Task<LlmFailure?> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (LlmException exception)
        {
            return exception.Failure;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task HasSpentAsync(PipelineGround ground, decimal cost)
    {
        var state = await SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None);
        Assert.Equal(cost, state!.Cost);
        Assert.Equal(0m, state.Reserved);
    }

    private static async Task HasNothingReservedAsync(PipelineGround ground) =>
        Assert.Equal(0m, (await SpendLedger.OfRunAsync(ground.Documents, "run-1", CancellationToken.None))?.Reserved ?? 0m);
}
