using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Backends;

/// <summary>What goes wrong comes out with its class, once, and without the key.</summary>
public sealed class FailureTests
{
    public static TheoryData<string> Wires => Ground.WireNames;

    public static TheoryData<string, int, string, LlmFailure> Statuses
    {
        get
        {
            var data = new TheoryData<string, int, string, LlmFailure>();
            foreach (var wire in new[] { "openai", "anthropic", "ollama" })
            {
                data.Add(wire, 400, "unknown field", LlmFailure.InvalidRequest);
                data.Add(wire, 400, "This model's maximum context length is 8192 tokens", LlmFailure.ContextTooLong);
                data.Add(wire, 400, "prompt is too long: 200001 tokens > 200000 maximum", LlmFailure.ContextTooLong);
                data.Add(wire, 401, $"Incorrect API key provided: {Ground.Key}", LlmFailure.Unauthorized);
                data.Add(wire, 403, "Forbidden", LlmFailure.Unauthorized);
                data.Add(wire, 404, "model not found", LlmFailure.ModelNotFound);
                data.Add(wire, 408, "timeout", LlmFailure.Timeout);
                data.Add(wire, 413, "request too large", LlmFailure.ContextTooLong);
                data.Add(wire, 429, "slow down", LlmFailure.RateLimited);
                data.Add(wire, 429, "You exceeded your current quota, please check your plan and billing details", LlmFailure.Unauthorized);
                data.Add(wire, 500, "internal", LlmFailure.Unavailable);
                data.Add(wire, 503, "unavailable", LlmFailure.Unavailable);
                data.Add(wire, 529, "overloaded", LlmFailure.Unavailable);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task ChatAsync_Status_IsClassifiedAndNotRetried(string wire, int status, string message, LlmFailure failure)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Error("some_error", message), status);

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."));

        Assert.Equal(failure, exception.Failure);
        Assert.Contains($"{status}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Ground.Key, exception.ToString(), StringComparison.Ordinal);
        Assert.Single(ground.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task StreamAsync_Status_IsClassifiedTheSame(string wire, int status, string message, LlmFailure failure)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Error("some_error", message), status);

        var exception = await Assert.ThrowsAsync<LlmException>(async () =>
        {
            await foreach (var _ in ground.Backend.StreamAsync([LlmMessage.User("Go.")]))
            {
            }
        });

        Assert.Equal(failure, exception.Failure);
        Assert.Single(ground.Server.Requests);
    }

    [Theory]
    [InlineData("openai", "Retry-After", "90", 90)]
    [InlineData("anthropic", "Retry-After", "90", 90)]
    [InlineData("ollama", "Retry-After", "90", 90)]
    [InlineData("openai", "Retry-After", "Wed, 25 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("anthropic", "Retry-After", "Wed, 25 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("ollama", "Retry-After", "Wed, 25 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("openai", "Retry-After", "Wed, 25 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("openai", "retry-after-ms", "2000", 2)]
    public async Task ChatAsync_RateLimited_SaysHowLongToWait(string wire, string header, string value, int seconds)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json(ground.Wire.Error("rate_limit_error", "slow down"), 429) with { Headers = new Dictionary<string, string> { [header] = value } });

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."));

        Assert.Equal(LlmFailure.RateLimited, exception.Failure);
        Assert.Equal(TimeSpan.FromSeconds(seconds), exception.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_MalformedJson_FailsAsIncomplete(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json("""{"choices":[{"mess"""));

        Assert.Equal(LlmFailure.Incomplete, (await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."))).Failure);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_AnswerOfSomethingElse_Fails(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(Script.Json("<html>Welcome to the hotel</html>") with { ContentType = "text/html" });

        var exception = await Record.ExceptionAsync(() => ground.Backend.GenerateAsync("Go."));

        Assert.IsType<LlmException>(exception);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_Reset_FailsAsUnavailable(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => new Script { End = ScriptEnd.Reset };

        Assert.Equal(LlmFailure.Unavailable, (await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."))).Failure);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_CutBody_Fails(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => Script.Json(ground.Wire.Answer("Whole")[..40]) with { End = ScriptEnd.Cut };

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."));

        Assert.Contains(exception.Failure, new[] { LlmFailure.Incomplete, LlmFailure.Unavailable });
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_RedirectToALinkLocalAddress_IsRefused(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Otherwise = _ => new Script { Status = 307, Headers = new Dictionary<string, string> { ["Location"] = "http://169.254.169.254/latest/meta-data/" } };

        var exception = await Assert.ThrowsAsync<LlmException>(() => ground.Backend.GenerateAsync("Go."));

        Assert.Contains("redirects are not followed", exception.Message, StringComparison.Ordinal);
        Assert.Single(ground.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_LinkLocalAddress_IsRefused(string wire)
    {
        var backend = Ground.WireOf(wire).Backend(new Uri("http://169.254.169.254"), null, Ground.Key);
        await using var scope = new TestScope();
        await backend.InitializeAsync(new PluginContext
        {
            Configuration = new EmptySection(), Logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Time = TimeProvider.System,
            Http = new HttpClient(), Scope = scope, WorkingDirectory = "",
        });

        var exception = await Assert.ThrowsAsync<LlmException>(() => backend.GenerateAsync("Go."));

        Assert.Contains("link-local", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ChatAsync_Cancelled_ThrowsCancellation(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        using var cancel = new CancellationTokenSource();
        ground.Server.Otherwise = _ =>
        {
            cancel.Cancel();
            return Script.Json(ground.Wire.Answer("late")) with { SilentBefore = 0 };
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ground.Backend.GenerateAsync("Go.", null, cancel.Token));
    }
}
