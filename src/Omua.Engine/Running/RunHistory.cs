using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>Past and present runs, as the journal has them.</summary>
internal sealed class RunHistory(IStorageBackend storage, TimeProvider time)
{
    /// <summary>The collection of cancel requests, by run id. The process that works on the run looks here with each heartbeat.</summary>
    public const string CancelRequests = "run_cancel_requests";

    public const string CancelledByAPerson = "cancelled by a person";

    private static readonly TimeSpan Instant = TimeSpan.FromSeconds(10);

    /// <summary>Runs, the latest first. A lease whose holder is known to have ended is not shown.</summary>
    public async Task<Page<RunEntry>> EntriesAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await storage.Journal.ListAsync(query, cancellationToken).ConfigureAwait(false);
        var entries = new List<RunEntry>(page.Items.Count);
        foreach (var entry in page.Items)
        {
            entries.Add(await SeenAsync(entry, cancellationToken).ConfigureAwait(false));
        }

        return new Page<RunEntry>(entries, page.Next);
    }

    /// <summary>One run as lists show it; null where there is none.</summary>
    public async Task<RunEntry?> EntryAsync(string runId, CancellationToken cancellationToken = default) =>
        await storage.Journal.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { } entry ? await SeenAsync(entry, cancellationToken).ConfigureAwait(false) : null;

    public async Task<Page<RunListing>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await EntriesAsync(query, cancellationToken).ConfigureAwait(false);
        return new Page<RunListing>([.. page.Items.Select(Listing)], page.Next);
    }

    /// <summary>The run, folded from its journal; null where there is none.</summary>
    public async Task<StoredRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        var state = await FoldAsync(runId, cancellationToken).ConfigureAwait(false);
        if (state.Sequence == 0)
        {
            return null;
        }

        var isInterrupted = state.Status == RunStatus.Running && !await IsHeldAsync(runId, cancellationToken).ConfigureAwait(false);
        return new StoredRun(state, isInterrupted ? RunStatus.Interrupted : state.Status);
    }

    /// <summary>The fold over the run's journal as it is now; at sequence 0 where there is no such run.</summary>
    public async Task<RunState> FoldAsync(string runId, CancellationToken cancellationToken = default)
    {
        var state = new RunState(runId);
        await foreach (var stored in storage.Journal.LoadAsync(runId, 0, cancellationToken).ConfigureAwait(false))
        {
            state.Apply(RunEventJson.Read(stored));
        }

        return state;
    }

    /// <summary>
    /// Asks for a run to be cancelled. A running one ends within seconds; one that nobody works on is closed here and now.
    /// </summary>
    /// <returns>The run as it then stands; null where there is none.</returns>
    public async Task<StoredRun?> RequestCancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        var run = await GetAsync(runId, cancellationToken).ConfigureAwait(false);
        if (run is null || run.State.IsOver)
        {
            return run;
        }

        if (run.Status != RunStatus.Running && await CloseAsync(runId, cancellationToken).ConfigureAwait(false) is { } closed)
        {
            return new StoredRun(closed, closed.Status);
        }

        await storage.Documents.PutAsync(CancelRequests, runId, "{}", null, cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>Null where another process took the run in the meantime.</summary>
    private async Task<RunState?> CloseAsync(string runId, CancellationToken cancellationToken)
    {
        if (await storage.Journal.LeaseAsync(runId, $"cancel:{Guid.NewGuid():N}", Instant, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return null;
        }

        try
        {
            var state = await FoldAsync(runId, cancellationToken).ConfigureAwait(false);
            var before = state.Sequence;
            var now = time.GetUtcNow();
            var events = RunDecider.Decide(state, new RunSignal(RunSignalKind.Cancel, now) { Reason = CancelledByAPerson }).Events;
            if (!state.IsOver)
            {
                events = [.. events, .. RunDecider.Decide(state, new RunSignal(RunSignalKind.Resume, now)).Events];
            }

            await storage.Journal.AppendAsync(
                new JournalAppend
                {
                    RunId = runId, ExpectedSequence = before, Events = [.. events.Select(RunEventJson.Write)], Summary = RunSummary.Of(state), IsOpen = !state.IsOver, Lease = lease,
                },
                cancellationToken).ConfigureAwait(false);
            return state;
        }
        finally
        {
            await storage.Journal.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsHeldAsync(string runId, CancellationToken cancellationToken) =>
        await EntryAsync(runId, cancellationToken).ConfigureAwait(false) is { } entry && IsLeased(entry);

    private async Task<RunEntry> SeenAsync(RunEntry entry, CancellationToken cancellationToken) =>
        entry.IsOpen && IsLeased(entry) && await new RunOwners(storage).LeftBehindAsync(entry.RunId, cancellationToken).ConfigureAwait(false) is not null
            ? entry with { LeasedUntil = null }
            : entry;

    private bool IsLeased(RunEntry entry) => entry.LeasedUntil > time.GetUtcNow();

    private RunListing Listing(RunEntry entry)
    {
        var summary = RunSummary.Read(entry.Summary ?? throw new FaultException(
            new Fault(FaultCodes.JournalFormat, $"Run {entry.RunId} has no summary.", "The store was written by something else than OMUA; use another file.")));
        return new RunListing(entry.RunId, entry.IsOpen && !IsLeased(entry) ? RunStatus.Interrupted : summary.Status, entry.CreatedAt, entry.UpdatedAt, summary);
    }
}
