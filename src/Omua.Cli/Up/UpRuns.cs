using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Omua.Cli.Acting;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cli.Up;

/// <summary>Works off the open runs of the store: those that were interrupted, those that a person has answered, those that a schedule or a person has queued.</summary>
internal sealed class UpRuns(Application application, UpOptions options, CommandOutput output) : IUpPart
{
    private readonly ConcurrentDictionary<string, UpRun> _working = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RefusedRun> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, string Status)> _ended = new();
    private readonly AttemptSlots _slots = new(application.Configuration.Settings.Engine.TotalParallel, application.Configuration.Settings.Engine.AgentLimits);
    private readonly SemaphoreSlim _changed = new(0);

    public string Name => "runs";

    /// <summary>Runs that have ended here, in order, with how they did.</summary>
    public IReadOnlyCollection<(string Id, string Status)> Ended => _ended;

    public async Task WorkAsync(CancellationToken stop)
    {
        await Rounds.WorkAsync(Name, TimeSpan.Zero, output, application.Time, async token =>
        {
            await BeginAsync(token, stop);
            await _changed.WaitAsync(options.Poll, token);
        }, stop);

        if (!_working.IsEmpty)
        {
            output.Message($"stopping: {_working.Count} runs are given {options.Grace.TotalSeconds:0.#} s for what is under way");
        }

        await Task.WhenAll(_working.Values.Select(run => run.Work));
    }

    /// <summary>Gives back the runs that work with one of these agents: they were planned with another version of it, and a person has to say whether they go on.</summary>
    public void GiveBack(IReadOnlyCollection<string> agents)
    {
        foreach (var run in _working.Values.Where(run => run.Agents.Overlaps(agents)))
        {
            output.Message($"run {run.Id}: an agent that it works with has another version now; it is given back");
            run.Drain();
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken, CancellationToken stop)
    {
        var store = await application.StorageAsync(cancellationToken);
        var now = application.Time.GetUtcNow();
        foreach (var id in await new OpenRuns(store).ToTakeUpAsync(cancellationToken))
        {
            if (_working.Count >= options.MaxRuns)
            {
                return;
            }

            if (!_working.ContainsKey(id) && !(_refused.TryGetValue(id, out var refused) && refused.NextAt > now))
            {
                var run = new UpRun(id, stop);
                _working[id] = run;
                run.Work = Task.Run(() => WorkAsync(store, run, stop), CancellationToken.None);
            }
        }
    }

    private async Task WorkAsync(IStorageBackend store, UpRun run, CancellationToken stop)
    {
        try
        {
            await TakeUpAsync(store, run);
            _refused.TryRemove(run.Id, out _);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || run.Drained.IsCancellationRequested)
        {
            output.Message($"run {run.Id}: left open");
        }
        catch (FaultException exception)
        {
            await RefuseAsync(store, run.Id, exception.Faults);
        }
        catch (StorageException exception)
        {
            await RefuseAsync(store, run.Id, [StoreFaults.Of(application.StorageName, exception)]);
        }
        catch (Exception exception)
        {
            // The border of a run in a process that has others: whatever one of them throws, the others go on.
            await RefuseAsync(store, run.Id, [UsageFaults.Unexpected(exception)]);
        }
        finally
        {
            _working.TryRemove(run.Id, out _);
            run.Dispose();
            _changed.Release();
        }
    }

    private async Task TakeUpAsync(IStorageBackend store, UpRun run)
    {
        var state = await new RunHistory(store).FoldAsync(run.Id, run.Drained);
        if (state.IsOver)
        {
            return;
        }

        run.Agents = [.. state.Terms?.Inputs?.Agents.Keys ?? []];
        output.Message($"run {run.Id}: taken up");
        var record = await RunTakeUp.RecordAsync(application, state, acceptsChanges: false, new LineProgress(output, $"run {run.Id}: "), new RunHost(_slots, options.Grace, run.Drained), CancellationToken.None);
        await RefusedRun.ForgetAsync(store.Documents, run.Id, CancellationToken.None);
        if (record.Status == WireNames.Of(RunStatus.Running))
        {
            output.Message($"run {run.Id}: left open");
            return;
        }

        (record, var files, _) = await RunApproval.FinishAsync(application, record, state.Terms?.Inputs?.Out ?? RunFiles.DefaultFolder(run.Id));
        output.Warn(record.Faults);
        output.Message($"run {run.Id}: {record.Status}; {files.Report}");
        _ended.Enqueue((run.Id, record.Status));
    }

    private async Task RefuseAsync(IStorageBackend store, string runId, IReadOnlyList<Fault> faults)
    {
        var refused = _refused.TryGetValue(runId, out var before) ? before.Again(faults, application.Time.GetUtcNow()) : RefusedRun.First(faults, application.Time.GetUtcNow());
        _refused[runId] = refused;
        if (before is null || before.Faults[0].Message != faults[0].Message)
        {
            output.Message($"run {runId} cannot be taken up, and is tried again at times:");
            output.Warn(faults);
        }

        try
        {
            await refused.RecordAsync(store.Documents, runId, CancellationToken.None);
        }
        catch (StorageException exception)
        {
            output.Message($"run {runId}: the store did not take why: {exception.Message}");
        }
    }
}
