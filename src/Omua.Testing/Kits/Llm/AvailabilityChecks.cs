using System.Diagnostics;

namespace Omua.Testing;

/// <summary>What is asked often and must cost nothing.</summary>
internal sealed class AvailabilityChecks : LlmChecks
{
    private static readonly TimeSpan Blocked = TimeSpan.FromSeconds(2);

    public AvailabilityChecks()
        : base("llm.available", nameof(ILlmBackend.IsAvailable), nameof(ILlmBackend.Model), nameof(ILlmBackend.Capabilities))
    {
        Add("answers without a request, however often it is asked", async trial =>
        {
            var backend = await trial.BackendAsync();
            var before = trial.Wire.Requests.Count;
            var start = Stopwatch.GetTimestamp();
            for (var asked = 0; asked < 100; asked++)
            {
                _ = (backend.IsAvailable, backend.Model, backend.Capabilities);
            }

            Expect.Equal(before, trial.Wire.Requests.Count, "requests");
            Expect.That(Stopwatch.GetElapsedTime(start) < Blocked, $"100 questions took {Stopwatch.GetElapsedTime(start)}");
        });
        Add("answers while the provider is silent", async trial =>
        {
            trial.Wire.Answer = WireSpy.SilentAsync;
            var backend = await trial.BackendAsync();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            var waiting = backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, stop.Token);
            var start = Stopwatch.GetTimestamp();
            _ = backend.IsAvailable;
            Expect.That(Stopwatch.GetElapsedTime(start) < Blocked, $"the question took {Stopwatch.GetElapsedTime(start)}");
            await stop.CancelAsync();
            try
            {
                await waiting.WaitAsync(Grace, trial.Ended);
            }
            catch (Exception exception) when (exception is OperationCanceledException or LlmException && !trial.Ended.IsCancellationRequested)
            {
                // Cancelled, as it was meant to be.
            }
        });
        Add("says no capability that the contract does not know", async trial =>
        {
            const LlmCapabilities Known = LlmCapabilities.Streaming | LlmCapabilities.Tools | LlmCapabilities.StructuredOutput;
            var capabilities = (await trial.BackendAsync()).Capabilities;
            Expect.Equal(LlmCapabilities.Chat, capabilities & ~Known, "capabilities that are unknown");
        });
        Add("starts without a request", async trial =>
        {
            trial.Wire.Answer = WireSpy.RefusedAsync;
            await trial.BackendAsync();
            Expect.Equal(0, trial.Wire.Requests.Count, "requests while the plugin starts");
        });
    }
}
