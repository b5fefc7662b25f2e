namespace Omua.Cluster.Hosting;

/// <summary>A run that is worked on here.</summary>
/// <param name="owner">The activation that it answers to.</param>
internal sealed class HostedRun(object owner)
{
    private readonly CancellationTokenSource _leave = new();

    public object Owner => owner;

    /// <summary>Set once the run is claimed.</summary>
    public TaskCompletionSource<RemoteAttempts> Claimed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Leave => _leave.Token;

    /// <summary>Ends when the run has, or was left.</summary>
    public Task Loop { get; set; } = Task.CompletedTask;

    public Task LeaveAsync()
    {
        _leave.Cancel();
        return Loop;
    }
}
