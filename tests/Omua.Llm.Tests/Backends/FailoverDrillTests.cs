using Microsoft.Extensions.Time.Testing;
using Omua.Llm.Budgets;
using Omua.Llm.Calling;
using Omua.Llm.Settings;
using Omua.Llm.Tests.Pipeline;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Backends;

/// <summary>The drill with the vendors' own libraries on real sockets; only the clock of the pipeline is the test's.</summary>
public sealed class FailoverDrillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstHangsSecondIsLimitedThirdAnswers_WithinTheDeadlineAndChargedOnce(bool isStream)
    {
        await using var hanging = await Ground.StartAsync("openai");
        await using var limited = await Ground.StartAsync("anthropic");
        await using var answering = await Ground.StartAsync("ollama");
        hanging.Server.Then(new Script { Status = 0, SilentBefore = 0 });
        limited.Server.Then(Script.Json(limited.Wire.Error("rate_limit_error", "later"), 429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "120" } });
        answering.Server.Then(isStream ? answering.Wire.Stream(["By the ", "third."]) : Script.Json(answering.Wire.Answer("By the third.")));
        var (time, documents) = (new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)), new MemoryDocuments());
        using var pipeline = new LlmPipeline(new LlmPipelineParts
        {
            Settings = new LlmSettings
            {
                Timeouts = new TimeoutSettings { Call = TimeSpan.FromSeconds(60) },
                Prices = new Dictionary<string, PriceSettings> { ["*"] = new() { Input = 1, Output = 10 } }, Budget = new BudgetSettings { Run = 1 },
            },
            Backends = [.. new[] { hanging, limited, answering }.Select(ground => new BackendEntry(ground.Wire.Name, ground.Wire.Model, _ => Task.FromResult<ILlmBackend>(ground.Backend)))],
            Documents = documents,
            Time = time,
        });
        var llm = pipeline.ForRun(new LlmRun { RunId = "run-1" });

        var work = isStream ? StreamedAsync(llm) : AnsweredAsync(llm);
        using (var limit = new CancellationTokenSource(Patience))
        {
            while (hanging.Server.Requests.Count == 0)
            {
                await Task.Delay(5, limit.Token);
            }
        }

        // The first has a third of the call's 60 s. Afterwards the clock stands: the others take no time of it.
        time.Advance(TimeSpan.FromSeconds(20));
        var (text, backend, cost) = await work.WaitAsync(Patience);

        Assert.Equal(("By the third.", "ollama"), (text, backend));
        Assert.Equal((1, 1, 1), (hanging.Server.Requests.Count, limited.Server.Requests.Count, answering.Server.Requests.Count));
        var state = (await SpendLedger.OfRunAsync(documents, "run-1", CancellationToken.None))!;
        Assert.Equal((1L, 0m, cost), (state.Calls, state.Reserved, state.Cost));
        // 10 in and 5 out by the third's usage; beside it the most that the hanging attempt can have taken.
        Assert.Equal(0.00006m, state.Cost - state.Unknown);
    }

    private static async Task<(string Text, string? Backend, decimal? Cost)> AnsweredAsync(ILlmBackend llm)
    {
        var response = await llm.GenerateAsync("Go.");
        return (response.Content, response.Backend, response.Cost?.Amount);
    }

    private static async Task<(string Text, string? Backend, decimal? Cost)> StreamedAsync(ILlmBackend llm)
    {
        var (text, backend, cost) = ("", (string?)null, (decimal?)null);
        await foreach (var update in llm.StreamAsync([LlmMessage.User("Go.")]))
        {
            (text, backend, cost) = (text + update.Content, update.Backend ?? backend, update.Cost?.Amount ?? cost);
        }

        return (text, backend, cost);
    }
}
