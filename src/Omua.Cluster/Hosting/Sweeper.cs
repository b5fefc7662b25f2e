using Microsoft.Extensions.Logging;
using Omua.Cluster.Grains;
using Omua.Cluster.Membership;
using Omua.Engine.Running;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Omua.Cluster.Hosting;

/// <summary>
/// Finds open runs that nobody works on, and has the silos work on them: those of a silo that died, those whose process on another machine let its lease run out, those
/// that a person has answered. Every silo looks; asking twice does no harm.
/// </summary>
internal sealed partial class Sweeper(IStorageBackend storage, RunHost runs, Silos silos, IGrainFactory grains, ClusterOptions cluster, TimeProvider time, ILogger<Sweeper> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (DateTimeOffset Until, TimeSpan Pause)> _paused = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>Sweeps until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var listening = ListenAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            await SweepAsync(stop).ConfigureAwait(false);
            try
            {
                await _changed.WaitAsync(cluster.Sweep, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await listening.ConfigureAwait(false);
    }

    /// <summary>Has a run worked on by the first of the silos that takes it.</summary>
    public async Task<TakeUpAnswer> HandAsync(string runId, IEnumerable<SiloAddress> candidates, CancellationToken cancellationToken)
    {
        foreach (var silo in Silos.Ranked(candidates, runId))
        {
            try
            {
                RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
                if (await grains.GetGrain<IRunGrain>(runId).TakeUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false) is not TakeUpAnswer.Stopping and var answer)
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or ObjectDisposedException)
            {
                LogNotHanded(logger, runId, silo, exception);
            }
            finally
            {
                RequestContext.Clear();
            }
        }

        return TakeUpAnswer.Stopping;
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var _ in silos.Changes.WithCancellation(stop).ConfigureAwait(false))
            {
                _changed.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; so does the sweeper.
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            var hosted = runs.Hosted.ToHashSet(StringComparer.Ordinal);

            // As the owners' book has it: the lease of a silo that the membership has declared dead counts as ended.
            var open = await new OpenRuns(storage, silos).ToTakeUpAsync(stop).ConfigureAwait(false);
            await Task.WhenAll(open.Where(run => !hosted.Contains(run)).Select(run => TakeUpAsync(run, stop))).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            LogNotSwept(logger, exception);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever sweeps next finds the rest.
        }
    }

    private async Task TakeUpAsync(string runId, CancellationToken stop)
    {
        if (IsPaused(runId))
        {
            return;
        }

        var answer = await HandAsync(runId, silos.Active, stop).ConfigureAwait(false);
        lock (_paused)
        {
            if (answer == TakeUpAnswer.Failed)
            {
                // What cannot be taken up now will hardly be in five seconds; it is not forgotten either.
                var pause = _paused.TryGetValue(runId, out var before) && before.Pause * 2 < LongestPause ? before.Pause * 2 : before.Pause > TimeSpan.Zero ? LongestPause : cluster.Sweep;
                _paused[runId] = (time.GetUtcNow() + pause, pause);
            }
            else
            {
                _paused.Remove(runId);
            }
        }
    }

    private bool IsPaused(string runId)
    {
        lock (_paused)
        {
            return _paused.TryGetValue(runId, out var pause) && pause.Until > time.GetUtcNow();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} was not handed to {Silo}")]
    private static partial void LogNotHanded(ILogger logger, string runId, SiloAddress silo, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open runs could not be looked through; the next look follows")]
    private static partial void LogNotSwept(ILogger logger, Exception exception);
}
