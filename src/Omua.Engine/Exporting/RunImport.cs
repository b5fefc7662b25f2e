using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Engine.Exporting;

/// <summary>Puts an exported run into a store, event by event as it was, with the times at which they were recorded.</summary>
internal sealed class RunImport(IStorageBackend storage)
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Appends what is not there yet. An import that was interrupted is gone on with; a run whose journal is another one is left alone.
    /// </summary>
    /// <returns>The run as it then stands, and how many events were new.</returns>
    /// <exception cref="FaultException">The store has another run of that id, someone works on it, or the events are of a version that this one does not read.</exception>
    public async Task<(RunState State, long Added)> PutAsync(ExportedRun run, CancellationToken cancellationToken)
    {
        // Folded before anything is written: what cannot be read is not taken in.
        var state = Fold(run, run.Events.Count);
        if (await storage.Journal.LeaseAsync(run.RunId, $"import:{Guid.NewGuid():N}", Hold, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsBusy, $"another process works on run {run.RunId}", $"watch it with: omua workflow status {run.RunId}"));
        }

        try
        {
            var there = await ThereAsync(run, cancellationToken).ConfigureAwait(false);
            for (var at = there; at < run.Events.Count;)
            {
                var chunk = Chunk(run.Events, at);
                var after = at + chunk.Count == run.Events.Count ? state : Fold(run, at + chunk.Count);
                await storage.Journal.AppendAsync(
                    new JournalAppend
                    {
                        RunId = run.RunId, ExpectedSequence = at, Events = [.. chunk.Select(each => new NewEvent(each.Kind, each.Json))], RecordedAt = chunk[0].RecordedAt,
                        Summary = RunSummary.Of(after), IsOpen = RunWriter.IsOpen(after), Lease = lease,
                    },
                    cancellationToken).ConfigureAwait(false);
                at += chunk.Count;
            }

            return (state, run.Events.Count - there);
        }
        finally
        {
            await storage.Journal.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static RunState Fold(ExportedRun run, int count)
    {
        var state = new RunState(run.RunId);
        foreach (var each in run.Events.Take(count))
        {
            state.Apply(RunEventJson.Read(each));
        }

        return state.Terms is null ? throw new FaultException(new Fault(FaultCodes.ExportUnreadable, $"the journal of run {run.RunId} does not begin with its plan", "export the run again: omua workflow export RUN")) : state;
    }

    /// <summary>Events that were recorded at one moment, so that each keeps its own.</summary>
    private static List<JournalEvent> Chunk(IReadOnlyList<JournalEvent> events, int from) =>
        [.. events.Skip(from).Take(MostAtOnce).TakeWhile(each => each.RecordedAt == events[from].RecordedAt)];

    private async Task<int> ThereAsync(ExportedRun run, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var each in storage.Journal.LoadAsync(run.RunId, 0, cancellationToken).ConfigureAwait(false))
        {
            if (count == run.Events.Count || (each.Kind, each.Json) != (run.Events[count].Kind, run.Events[count].Json))
            {
                throw new FaultException(new Fault(
                    FaultCodes.RunExists, $"the store already has a run {run.RunId}, and its journal is another one from event {count + 1} on", $"look at it with: omua workflow status {run.RunId}; or import into another store"));
            }

            count++;
        }

        return count;
    }
}
