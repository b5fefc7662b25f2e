namespace Omua.Testing;

/// <summary>Checks of one part of an agent.</summary>
internal abstract class AgentChecks(string name, params IReadOnlyList<string> members) : CheckGroup<AgentTrial>(name, typeof(IAgent), members)
{
    /// <summary>How long a call may go on after it was cancelled.</summary>
    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    protected override AgentTrial Begin(PluginUnderTest plugin, CancellationToken cancellationToken) => new(plugin, cancellationToken);

    /// <summary>Once for each run that carries data.</summary>
    protected void EachRun(string promise, Func<AgentTrial, IAgent, ContextData, Task> check) => Add(promise, async trial =>
    {
        foreach (var run in trial.Runs)
        {
            await check(trial, await trial.AgentAsync().ConfigureAwait(false), run).ConfigureAwait(false);
        }
    });

    /// <summary>The call is cancelled before it begins, and a moment after; it must end soon, with a result or by cancellation.</summary>
    protected static async Task EndsSoonAsync(AgentTrial trial, string what, Func<CancellationToken, Task> call)
    {
        foreach (var isBegun in new[] { false, true })
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            if (!isBegun)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }

            var working = Task.Run(() => call(stop.Token), CancellationToken.None);
            await stop.CancelAsync().ConfigureAwait(false);
            try
            {
                await working.WaitAsync(Grace, trial.Ended).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!trial.Ended.IsCancellationRequested)
            {
                // As it should be.
            }
            catch (TimeoutException exception)
            {
                throw new CheckFailedException($"{what} went on for {Grace.TotalSeconds:0} s after it was cancelled", exception);
            }
        }
    }

    /// <summary>A refusal is fine, a crash is not: what an agent throws must say what is missing.</summary>
    protected static async Task RefusesClearlyAsync(string what, Func<Task<TaskResult>> call)
    {
        try
        {
            var result = await call().ConfigureAwait(false);
            Expect.That(result.Status != TaskStatus.Failed || !string.IsNullOrWhiteSpace(result.Error), $"{what} failed and said nothing");
        }
        catch (Exception exception) when (exception is not (CheckFailedException or OperationCanceledException))
        {
            Expect.That(exception is not (NullReferenceException or KeyNotFoundException or IndexOutOfRangeException or InvalidCastException or DivideByZeroException or FormatException),
                $"{what} was not refused, it broke: {exception.GetType().Name}: {exception.Message}");
            Expect.That(!string.IsNullOrWhiteSpace(exception.Message), $"{what} was refused without a word");
        }
    }
}
