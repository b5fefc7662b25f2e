namespace Omua.Testing;

/// <summary>Failures of provider and network, each in its class, each after one attempt.</summary>
internal sealed class FailureChecks : LlmChecks
{
    private static readonly IReadOnlyList<(int Status, LlmFailure[] Failures)> Statuses =
    [
        (400, [LlmFailure.InvalidRequest, LlmFailure.ContextTooLong, LlmFailure.ContentFiltered]),
        (401, [LlmFailure.Unauthorized]),
        (403, [LlmFailure.Unauthorized]),
        (404, [LlmFailure.ModelNotFound]),
        (408, [LlmFailure.Timeout, LlmFailure.Unavailable]),
        (422, [LlmFailure.InvalidRequest]),
        (429, [LlmFailure.RateLimited]),
        (500, [LlmFailure.Unavailable]),
        (502, [LlmFailure.Unavailable]),
        (503, [LlmFailure.Unavailable]),
        (504, [LlmFailure.Unavailable, LlmFailure.Timeout]),
        (529, [LlmFailure.Unavailable, LlmFailure.RateLimited]),
    ];

    public FailureChecks()
        : base("llm.failure", nameof(ILlmBackend.GenerateAsync), nameof(ILlmBackend.ChatAsync), nameof(ILlmBackend.StreamAsync))
    {
        foreach (var (status, failures) in Statuses)
        {
            Fails($"of status {status} is {string.Join(" or ", failures)}", WireSpy.Status(status, """{"error":{"message":"kit","type":"kit","code":"kit"}}"""), failures);
        }

        Fails("with a page instead of JSON is classed", WireSpy.Status(503, "<html><body>Bad gateway</body></html>", "text/html"), LlmFailure.Unavailable);
        Fails("of an answer that is no JSON is classed", WireSpy.Status(200, "<html></html>", "text/html"), LlmFailure.Incomplete, LlmFailure.Unavailable, LlmFailure.InvalidRequest, LlmFailure.InvalidOutput);
        Fails("of an empty answer is classed", WireSpy.Status(200, "", "application/json"), LlmFailure.Incomplete, LlmFailure.Unavailable, LlmFailure.InvalidRequest, LlmFailure.InvalidOutput);
        Fails("of a connection that is refused is Unavailable", WireSpy.RefusedAsync, LlmFailure.Unavailable);
        Fails("of a client's limit is Timeout", WireSpy.TimedOutAsync, LlmFailure.Timeout, LlmFailure.Unavailable);
        OverWire("of too many requests says how long to wait", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.Status(429, """{"error":{"message":"kit"}}""", retryAfter: TimeSpan.FromSeconds(7));
            var thrown = await trial.ThrownAsync("a chat", token => backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, token)) as LlmException;
            Expect.Equal(TimeSpan.FromSeconds(7), thrown?.RetryAfter, "RetryAfter");
        });
        OverWire("is not tried again by the backend", async (trial, backend) =>
        {
            foreach (var answer in new[] { WireSpy.Status(503), WireSpy.Status(429, retryAfter: TimeSpan.FromMilliseconds(1)), WireSpy.RefusedAsync })
            {
                trial.Wire.Answer = answer;
                foreach (var (name, ask) in trial.Ways(backend))
                {
                    var before = trial.Wire.Requests.Count;
                    await trial.ThrownAsync(name, ask);
                    Expect.Equal(before + 1, trial.Wire.Requests.Count, $"requests after one failure of {name}");
                }
            }
        });
        OverWire("does not spoil the next call", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.Status(500);
            await trial.ThrownAsync("a chat", token => backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, token));
            trial.Wire.Answer = WireSpy.Status(429);
            var thrown = await trial.ThrownAsync("a chat", token => backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, token));
            Expect.Equal(LlmFailure.RateLimited, (thrown as LlmException)?.Failure, "the class of the second failure");
        });
        OverWire("never tells the key, even where the provider repeats it", TellsNoKeyAsync);
        Add("of an answer that is cut in the middle is no success", async trial =>
        {
            var backend = await trial.ChangeableAsync();
            trial.Wire.Change = CutAsync(goesSilent: false, out _);
            foreach (var (name, ask) in trial.Ways(backend))
            {
                if (name != nameof(ILlmBackend.StreamAsync))
                {
                    await CutAsyncFails(trial, name, ask);
                    continue;
                }

                var isCut = false;
                try
                {
                    var updates = await trial.StreamAsync(backend);
                    isCut = updates.Count == 0 || updates[^1].FinishReason is null or LlmFinishReason.Incomplete;
                }
                catch (LlmException)
                {
                    isCut = true;
                }

                Expect.That(isCut, "a stream that was cut in the middle ended as if it were whole");
            }
        });
    }

    internal static Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> CutAsync(bool goesSilent, out TaskCompletionSource reached)
    {
        var signal = reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return async (response, token) =>
        {
            var type = response.Content.Headers.ContentType;
            var half = new HalfContent(await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false), goesSilent);
            half.Headers.ContentType = type;
            response.Content = half;
            _ = half.Reached.ContinueWith(_ => signal.TrySetResult(), TaskScheduler.Default);
            return response;
        };
    }

    private static async Task CutAsyncFails(LlmTrial trial, string name, Func<CancellationToken, Task> ask)
    {
        var thrown = await trial.ThrownAsync($"{name} of an answer that is cut", ask);
        Expect.That(thrown is LlmException, $"{name} of an answer that is cut: expected an LlmException, got {thrown.GetType().Name}: {thrown.Message}");
    }

    private static async Task TellsNoKeyAsync(LlmTrial trial, ILlmBackend backend)
    {
        var secrets = RefusedSettings.Secrets(trial.Plugin);
        if (secrets.Count == 0)
        {
            throw new CheckSkippedException("no key is configured; configure one to see that it is never told");
        }

        foreach (var status in new[] { 400, 401, 403, 404, 429, 500 })
        {
            trial.Wire.Answer = WireSpy.Status(status, $$$"""{"error":{"message":"Incorrect API key provided: {{{secrets[0]}}}"}}""");
            foreach (var (name, ask) in trial.Ways(backend))
            {
                var thrown = await trial.ThrownAsync(name, ask);
                Expect.That(!secrets.Any(secret => trial.Said(thrown).Contains(secret, StringComparison.Ordinal)), $"{name} told a key after status {status}");
            }

            var connection = await backend.ValidateConnectionAsync(trial.Ended);
            Expect.That(!secrets.Any(secret => connection.Message.Contains(secret, StringComparison.Ordinal)), $"the connection check told a key after status {status}");
        }
    }

    private void Fails(string promise, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, params LlmFailure[] failures) => OverWire(promise, async (trial, backend) =>
    {
        trial.Wire.Answer = answer;
        foreach (var (name, ask) in trial.Ways(backend))
        {
            var thrown = await trial.ThrownAsync(name, ask);
            var failure = (thrown as LlmException)?.Failure;
            Expect.That(failure is { } known && failures.Contains(known), $"{name}: expected an LlmException of the class {string.Join(" or ", failures)}, got {(failure is null ? thrown.GetType().Name : failure)}: {thrown.Message}");
            Expect.That(!string.IsNullOrWhiteSpace(thrown.Message), $"{name} failed and said nothing");
        }
    });
}
