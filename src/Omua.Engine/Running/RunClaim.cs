using Microsoft.Extensions.Logging;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>
/// Holds the lease of a run and keeps it alive, so that nobody else takes the run and a run whose process has ended shows as interrupted.
/// With each heartbeat it looks whether someone asked for the run to be cancelled.
/// </summary>
internal sealed partial class RunClaim : IAsyncDisposable
{
    private readonly IStorageBackend _storage;
    private readonly TimeProvider _time;
    private readonly TimeSpan _duration;
    private readonly RunSignals _signals;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _heartbeat;

    private RunClaim(IStorageBackend storage, RunLease lease, TimeSpan duration, TimeProvider time, RunSignals signals, ILogger logger)
    {
        (_storage, Lease, _duration, _time, _signals, _logger) = (storage, lease, duration, time, signals, logger);
        _heartbeat = BeatAsync();
    }

    public RunLease Lease { get; private set; }

    /// <summary>Cancelled when the lease is gone: this process may no longer write the run.</summary>
    public CancellationToken Lost => _lost.Token;

    public static async Task<RunClaim> TakeAsync(
        IStorageBackend storage, string runId, string owner, TimeSpan duration, TimeProvider time, RunSignals signals, ILogger logger, CancellationToken cancellationToken)
    {
        var lease = await storage.Journal.LeaseAsync(runId, owner, duration, cancellationToken).ConfigureAwait(false)
            ?? throw new FaultException(new Fault(FaultCodes.RunIsBusy, $"Another process works on run {runId}.", $"Watch it with: omua workflow status {runId}"));
        return new RunClaim(storage, lease, duration, time, signals, logger);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _heartbeat.ConfigureAwait(false);
        await _storage.Journal.ReleaseAsync(Lease, CancellationToken.None).ConfigureAwait(false);
        _lost.Dispose();
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(_duration / 15, _time);
        var beat = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                await LookForCancelAsync().ConfigureAwait(false);
                if (++beat % 5 == 0)
                {
                    await RenewAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run has ended; so does the heartbeat.
        }
    }

    private async Task LookForCancelAsync()
    {
        try
        {
            if (await _storage.Documents.GetAsync(RunHistory.CancelRequests, Lease.RunId, _stop.Token).ConfigureAwait(false) is not null)
            {
                _signals.Send(RunSignalKind.Cancel, "cancelled by a person");
            }
        }
        catch (StorageException exception)
        {
            LogHeartbeatFailed(_logger, Lease.RunId, exception);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            if (await _storage.Journal.LeaseAsync(Lease.RunId, Lease.Owner, _duration, _stop.Token).ConfigureAwait(false) is { } renewed && renewed.Token == Lease.Token)
            {
                Lease = renewed;
            }
            else
            {
                await _lost.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (StorageException exception)
        {
            // One missed heartbeat is no loss: the lease outlives two of them, and an append would be fenced.
            LogHeartbeatFailed(_logger, Lease.RunId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat of run {RunId} did not reach the store")]
    private static partial void LogHeartbeatFailed(ILogger logger, string runId, Exception exception);
}
