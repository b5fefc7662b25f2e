using Microsoft.Extensions.Logging;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>
/// Holds the lease of a run and keeps it alive, so that nobody else takes the run and a run whose process has ended shows as interrupted.
/// With each heartbeat it looks what people have said to the run.
/// </summary>
internal sealed partial class RunClaim : IAsyncDisposable
{
    private const int LooksInALease = 15;
    private const int LooksInARenewal = 5;

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

    /// <exception cref="FaultException">Another process works on the run.</exception>
    public static async Task<RunClaim> TakeAsync(
        IStorageBackend storage, string runId, string owner, TimeSpan duration, TimeProvider time, RunSignals signals, ISilos? silos, ILogger logger, CancellationToken cancellationToken)
    {
        if (await LeaseAsync(storage, runId, owner, duration, silos, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsBusy, $"another process works on run {runId}", $"watch it with: omua workflow status {runId}"));
        }

        await new RunOwners(storage, silos).RecordAsync(lease, cancellationToken).ConfigureAwait(false);
        return new RunClaim(storage, lease, duration, time, signals, logger);
    }

    /// <summary>Takes the lease, from a holder that is known to be dead too. Null where another process holds it.</summary>
    public static async Task<RunLease?> LeaseAsync(IStorageBackend storage, string runId, string owner, TimeSpan duration, ISilos? silos, CancellationToken cancellationToken)
    {
        var lease = await storage.Journal.LeaseAsync(runId, owner, duration, cancellationToken).ConfigureAwait(false);
        if (lease is null && await new RunOwners(storage, silos).LeftBehindAsync(runId, cancellationToken).ConfigureAwait(false) is { } left)
        {
            await storage.Journal.ReleaseAsync(left, cancellationToken).ConfigureAwait(false);
            lease = await storage.Journal.LeaseAsync(runId, owner, duration, cancellationToken).ConfigureAwait(false);
        }

        return lease;
    }

    /// <summary>Renews the lease, or takes it again where it has run out and nobody else took it: whoever wrote in between is seen by the sequence.</summary>
    /// <returns>Whether this process may go on.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        if (await _storage.Journal.LeaseAsync(Lease.RunId, Lease.Owner, _duration, cancellationToken).ConfigureAwait(false) is { } renewed)
        {
            Lease = renewed;
            return true;
        }

        await _lost.CancelAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>What to say where this process finds that it may no longer write the run.</summary>
    public FaultException TakenOver(Exception cause) => new(
        new Fault(FaultCodes.RunIsBusy, $"another process has taken run {Lease.RunId} over; this one has stopped", $"watch it with: omua workflow status {Lease.RunId}"), cause);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _heartbeat.ConfigureAwait(false);
        try
        {
            if (!_lost.IsCancellationRequested)
            {
                await new RunOwners(_storage).ForgetAsync(Lease.RunId, CancellationToken.None).ConfigureAwait(false);
                await _storage.Journal.ReleaseAsync(Lease, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (StorageException exception)
        {
            // The run's own outcome matters more than this one: the lease runs out by itself.
            LogHeartbeatFailed(_logger, Lease.RunId, exception);
        }

        _lost.Dispose();
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(_duration / LooksInALease, _time);
        var beat = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                await BeatAsync(++beat % LooksInARenewal == 0).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run has ended; so does the heartbeat.
        }
    }

    private async Task BeatAsync(bool isRenewal)
    {
        try
        {
            foreach (var signal in await new RunDesk(_storage, _time).LeftAsync(Lease.RunId, _stop.Token).ConfigureAwait(false))
            {
                _signals.Send(signal);
            }

            if (isRenewal)
            {
                await RenewAsync(_stop.Token).ConfigureAwait(false);
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
