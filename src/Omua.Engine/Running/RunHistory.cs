using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>Past and present runs, as the journal has them.</summary>
internal sealed class RunHistory(IStorageBackend storage, TimeProvider time)
{
    /// <summary>The collection of cancel requests, by run id. The process that works on the run looks here with each heartbeat.</summary>
    public const string CancelRequests = "run_cancel_requests";

    public async Task<Page<RunListing>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await storage.Journal.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return new Page<RunListing>([.. page.Items.Select(Listing)], page.Next);
    }

    /// <summary>The run, folded from its journal; null where there is none. An open run that no process holds is interrupted.</summary>
    public async Task<RunState?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        var state = new RunState(runId);
        await foreach (var stored in storage.Journal.LoadAsync(runId, 0, cancellationToken).ConfigureAwait(false))
        {
            state = state.After(RunEventJson.Read(stored));
        }

        if (state.Sequence == 0)
        {
            return null;
        }

        return !state.IsOver && !await IsHeldAsync(runId, cancellationToken).ConfigureAwait(false) ? state with { Status = RunStatus.Interrupted } : state;
    }

    /// <summary>
    /// Asks for a run to be cancelled. A running one ends within seconds; an interrupted one is closed here and now.
    /// </summary>
    /// <returns>The run as it then stands; null where there is none.</returns>
    public async Task<RunState?> RequestCancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        var state = await GetAsync(runId, cancellationToken).ConfigureAwait(false);
        if (state is null || state.IsOver)
        {
            return state;
        }

        if (state.Status == RunStatus.Running)
        {
            await storage.Documents.PutAsync(CancelRequests, runId, "{}", null, cancellationToken).ConfigureAwait(false);
            return state;
        }

        return await CloseAsync(state with { Status = RunStatus.Running }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunState> CloseAsync(RunState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var resumed = RunDecider.Decide(state with { CancelReason = "cancelled by a person" }, new RunSignal(RunSignalKind.Resume, now));
        RunEvent[] events = [new RunEvent(RunEventKind.CancelRequested, now) { Reason = "cancelled by a person" }, .. resumed.Events];
        var closed = events.Aggregate(state, (run, @event) => run.After(@event));
        await storage.Journal.AppendAsync(
            new JournalAppend
            {
                RunId = state.RunId, ExpectedSequence = state.Sequence, Events = [.. events.Select(RunEventJson.Write)], Summary = RunSummary.Of(closed), IsOpen = !closed.IsOver,
            },
            cancellationToken).ConfigureAwait(false);
        return closed;
    }

    private async Task<bool> IsHeldAsync(string runId, CancellationToken cancellationToken)
    {
        // Open runs are few; the store has no look-up of one entry.
        string? cursor = null;
        do
        {
            var page = await storage.Journal.ListAsync(new RunQuery { IsOpen = true, Limit = 1000, Cursor = cursor }, cancellationToken).ConfigureAwait(false);
            if (page.Items.FirstOrDefault(entry => entry.RunId == runId) is { } found)
            {
                return found.LeasedUntil > time.GetUtcNow();
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return false;
    }

    private RunListing Listing(RunEntry entry)
    {
        var summary = RunSummary.Read(entry.Summary ?? throw new FaultException(
            new Fault(FaultCodes.JournalFormat, $"Run {entry.RunId} has no summary.", "The store was written by something else than OMUA; use another file.")));
        var held = entry.LeasedUntil > time.GetUtcNow();
        return new RunListing(entry.RunId, entry.IsOpen && !held ? RunStatus.Interrupted : summary.Status, entry.CreatedAt, entry.UpdatedAt, summary);
    }
}
