namespace Omua.Testing;

/// <summary>Calls that are cancelled.</summary>
internal sealed class LlmCancellationChecks : LlmChecks
{
    public LlmCancellationChecks()
        : base("llm.cancellation", nameof(ILlmBackend.GenerateAsync), nameof(ILlmBackend.ChatAsync), nameof(ILlmBackend.StreamAsync), nameof(ILlmBackend.ValidateConnectionAsync))
    {
        OverWire("before a call sends nothing", async (trial, backend) =>
        {
            var before = trial.Wire.Requests.Count;
            foreach (var (name, ask) in trial.Ways(backend))
            {
                await Expect.CancelsAsync(() => ask(new CancellationToken(canceled: true)), name);
            }

            Expect.Equal(before, trial.Wire.Requests.Count, "requests of calls that were cancelled before they began");
        });
        OverWire("while the provider is silent ends the call", async (trial, backend) =>
        {
            foreach (var (name, ask) in trial.Ways(backend))
            {
                var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                trial.Wire.Answer = (request, token) =>
                {
                    asked.TrySetResult();
                    return WireSpy.SilentAsync(request, token);
                };
                await CancelsAsync(trial, name, ask, asked.Task);
            }
        });
        Add("in the middle of an answer ends the call", async trial =>
        {
            var backend = await trial.ChangeableAsync();
            foreach (var (name, ask) in trial.Ways(backend))
            {
                trial.Wire.Change = FailureChecks.CutAsync(goesSilent: true, out var reached);
                await CancelsAsync(trial, name, ask, reached.Task);
            }
        });
        OverWire("of a connection check ends it", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.SilentAsync;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            var checking = backend.ValidateConnectionAsync(stop.Token);
            await stop.CancelAsync();
            try
            {
                await checking.WaitAsync(Grace, trial.Ended);
            }
            catch (OperationCanceledException) when (!trial.Ended.IsCancellationRequested)
            {
                // As it should be.
            }
        });
    }

    private static async Task CancelsAsync(LlmTrial trial, string name, Func<CancellationToken, Task> ask, Task begun)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
        var calling = Task.Run(() => ask(stop.Token), CancellationToken.None);
        if (await Task.WhenAny(begun, calling).WaitAsync(Grace, trial.Ended) == calling)
        {
            await calling;
            throw new CheckFailedException($"{name} ended before the provider had answered");
        }

        await stop.CancelAsync();
        try
        {
            await Expect.CancelsAsync(() => calling.WaitAsync(Grace, trial.Ended), name);
        }
        catch (TimeoutException exception)
        {
            throw new CheckFailedException($"{name} went on for {Grace.TotalSeconds:0} s after it was cancelled", exception);
        }
    }
}
