namespace Omua.Testing;

/// <summary>The connection check: it finds out, spends nothing and never throws.</summary>
internal sealed class ConnectionChecks : LlmChecks
{
    public ConnectionChecks()
        : base("llm.connection", nameof(ILlmBackend.ValidateConnectionAsync))
    {
        Answering("is well where the provider answers", async (trial, backend) => Expect.Equal(LlmConnectionState.Ok, (await backend.ValidateConnectionAsync(trial.Ended)).State, "the state"));
        Finds("a key that is refused", WireSpy.Status(401), LlmConnectionState.Unauthorized);
        Finds("a key that may not", WireSpy.Status(403), LlmConnectionState.Unauthorized);
        Finds("a limit", WireSpy.Status(429), LlmConnectionState.RateLimited);
        Finds("an address where nobody listens", WireSpy.RefusedAsync, LlmConnectionState.Unreachable);
        Finds("a provider that fails", WireSpy.Status(503), LlmConnectionState.Unreachable, LlmConnectionState.Misconfigured);
        Finds("a path that is not there", WireSpy.Status(404), LlmConnectionState.Misconfigured, LlmConnectionState.ModelNotFound);
        Finds("an answer that is no JSON", WireSpy.Status(200, "<html></html>", "text/html"), LlmConnectionState.Misconfigured, LlmConnectionState.Unreachable);
        Finds("an empty answer", WireSpy.Status(200, ""), LlmConnectionState.Misconfigured, LlmConnectionState.Unreachable);
        Finds("a limit of time", WireSpy.TimedOutAsync, LlmConnectionState.Unreachable);
        OverWire("asks for no answer of the model", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.Status(500);
            await trial.ThrownAsync("a chat", token => backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, token));
            var chat = trial.Wire.Requests[^1];
            var before = trial.Wire.Requests.Count;
            await backend.ValidateConnectionAsync(trial.Ended);
            Expect.Empty(trial.Wire.Requests.Skip(before).Where(request => request.Method == chat.Method && request.Path == chat.Path).Select(request => request.Path), "requests of a connection check that cost tokens");
        });
        Add("can be repeated, and by several at once", async trial =>
        {
            trial.Wire.Answer = WireSpy.RefusedAsync;
            var backend = await trial.BackendAsync();
            var states = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => backend.ValidateConnectionAsync(trial.Ended))));
            Expect.Equal(1, states.Select(connection => connection.State).Distinct().Count(), "different states");
        });
    }

    private void Finds(string what, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, params LlmConnectionState[] states) => OverWire($"finds {what}, and says what to do", async (trial, backend) =>
    {
        trial.Wire.Answer = answer;
        var before = trial.Wire.Requests.Count;
        var connection = await backend.ValidateConnectionAsync(trial.Ended);
        if (trial.Wire.Requests.Count == before)
        {
            throw new CheckSkippedException("the connection check sends nothing through PluginContext.Http or Transport");
        }

        Expect.That(states.Contains(connection.State), $"expected the state {string.Join(" or ", states)}, got {connection.State}: {connection.Message}");
        Expect.That(!string.IsNullOrWhiteSpace(connection.Message), $"the state {connection.State} comes without a message");
    });
}
