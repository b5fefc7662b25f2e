namespace Omua.Cluster.Hosting;

/// <summary>A run that is worked on here.</summary>
/// <param name="owner">The activation that it answers to.</param>
internal sealed class HostedRun(object owner)
{
    private readonly CancellationTokenSource _leave = new();

    public object Owner => owner;

    /// <summary>Set once the run is claimed and it is known which of its attempts live.</summary>
    public TaskCompletionSource<RemoteAttempts> TakenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Leave => _leave.Token;

    /// <summary>Ends when the run has, or was left.</summary>
    public Task Loop { get; set; } = Task.CompletedTask;

    /// <summary>The attempts, once the run has been taken up; null where that failed.</summary>
    public async Task<RemoteAttempts?> AttemptsAsync()
    {
        await Task.WhenAny(TakenUp.Task, Loop).ConfigureAwait(false);
        return TakenUp.Task.IsCompletedSuccessfully ? await TakenUp.Task.ConfigureAwait(false) : null;
    }

    public Task LeaveAsync()
    {
        _leave.Cancel();
        return Loop;
    }
}
