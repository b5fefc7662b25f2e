using Microsoft.Extensions.Logging;
using Omua.Cluster.Grains;
using Omua.Cluster.Membership;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>The runs that this silo works on: the engine's own loop, with attempts that are carried out by the silos.</summary>
internal sealed partial class RunHost(
    IStorageBackend storage, IRunGrounds machine, SuspectMarks marks, Silos silos, SiloChoice choice, IGrainFactory grains, ClusterOptions cluster, EngineOptions options, TimeProvider time, ILogger<RunHost> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HostedRun> _runs = new(StringComparer.Ordinal);
    private bool _isStopping;

    public IReadOnlyList<string> Hosted
    {
        get
        {
            lock (_gate)
            {
                return [.. _runs.Keys];
            }
        }
    }

    /// <param name="runId">The run.</param>
    /// <param name="owner">The activation that asks; only it can have the run left again.</param>
    /// <param name="ended">Called when the run is no longer worked on here.</param>
    public async Task<TakeUpAnswer> TakeUpAsync(string runId, object owner, Action ended)
    {
        HostedRun? run;
        lock (_gate)
        {
            if (_isStopping)
            {
                return TakeUpAnswer.Stopping;
            }

            if (!_runs.TryGetValue(runId, out run))
            {
                run = new HostedRun(owner);
                _runs[runId] = run;
                var hosted = run;
                run.Loop = Task.Run(() => WorkAsync(runId, hosted, ended));
            }
        }

        return await Task.WhenAny(run.TakenUp.Task, run.Loop).ConfigureAwait(false) == run.Loop ? await AnswerAsync(run.Loop).ConfigureAwait(false) : TakeUpAnswer.Running;
    }

    /// <summary>Gives a report to its run. Null where that is not worked on here; otherwise whether the report was recorded.</summary>
    public Task<bool>? Heard(string runId, AttemptReport report)
    {
        lock (_gate)
        {
            return _runs.TryGetValue(runId, out var run) ? HearAsync(run, report) : null;
        }
    }

    /// <summary>Whether a run that is worked on here waits for an attempt; null where it is not.</summary>
    public async Task<bool?> IsCurrentAsync(string runId, string taskId, int attempt)
    {
        HostedRun? run;
        lock (_gate)
        {
            run = _runs.GetValueOrDefault(runId);
        }

        if (run is null || await run.AttemptsAsync().ConfigureAwait(false) is not { } attempts)
        {
            return null;
        }

        // A silo that was frozen believes that it holds its runs: the store knows.
        return attempts.IsCurrent(taskId, attempt) ? await IsHeldHereAsync(runId).ConfigureAwait(false) : false;
    }

    public Task LeaveAsync(string runId, object owner)
    {
        HostedRun? run;
        lock (_gate)
        {
            run = _runs.GetValueOrDefault(runId);
        }

        return run?.Owner == owner ? run.LeaveAsync() : Task.CompletedTask;
    }

    /// <summary>Leaves every run between two turns, and takes no more.</summary>
    /// <returns>The runs that were left.</returns>
    public async Task<IReadOnlyList<string>> LeaveAllAsync()
    {
        List<KeyValuePair<string, HostedRun>> runs;
        lock (_gate)
        {
            _isStopping = true;
            runs = [.. _runs];
        }

        await Task.WhenAll(runs.Select(run => run.Value.LeaveAsync())).ConfigureAwait(false);
        return [.. runs.Select(run => run.Key)];
    }

    private async Task<bool?> IsHeldHereAsync(string runId)
    {
        try
        {
            return await new RunOwners(storage, silos).IsHeldHereAsync(runId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            LogNotTold(logger, runId, exception);
            return null;
        }
    }

    private static async Task<bool> HearAsync(HostedRun run, AttemptReport report) =>
        await run.AttemptsAsync().ConfigureAwait(false) is { } attempts && await attempts.HearAsync(report).ConfigureAwait(false);

    private static async Task<TakeUpAnswer> AnswerAsync(Task loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
            return TakeUpAnswer.Running;
        }
        catch (FaultException exception)
        {
            return exception.Faults[0].Code switch
            {
                FaultCodes.RunIsBusy => TakeUpAnswer.Busy,
                FaultCodes.RunIsOver or FaultCodes.UnknownRun => TakeUpAnswer.Over,
                _ => TakeUpAnswer.Failed,
            };
        }
        catch (StorageException)
        {
            return TakeUpAnswer.Failed;
        }
    }

    private async Task WorkAsync(string runId, HostedRun hosted, Action ended)
    {
        try
        {
            var state = await HostAsync(runId, hosted).ConfigureAwait(false);
            if (state.IsOver || state.IsWaiting)
            {
                await machine.EndedAsync(state, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (FaultException exception)
        {
            LogLeft(logger, runId, exception);
            throw;
        }
        catch (StorageException exception)
        {
            LogLeft(logger, runId, exception);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _runs.Remove(runId);
            }

            ended();
        }
    }

    private async Task<RunState> HostAsync(string runId, HostedRun hosted)
    {
        var watch = Task.CompletedTask;
        var events = new Progress();
        var engine = new RunEngine(storage, options, time, logger, silos);
        var state = await engine.HostAsync(
            runId,
            signals =>
            {
                var attempts = new RemoteAttempts(runId, signals, marks, silos, choice, grains, cluster, time, own => hosted.TakenUp.TrySetResult(own));
                events.To = attempts;
                watch = attempts.WatchAsync();
                return attempts;
            },
            events,
            hosted.Leave).ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        return state;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} is no longer worked on here")]
    private static partial void LogLeft(ILogger logger, string runId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether run {RunId} is held here cannot be told now")]
    private static partial void LogNotTold(ILogger logger, string runId, Exception exception);

    /// <summary>The attempts are made by the loop that reports to them.</summary>
    private sealed class Progress : IProgress<RunEvent>
    {
        public IProgress<RunEvent>? To { get; set; }

        public void Report(RunEvent value) => To?.Report(value);
    }
}
