using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>Past and present runs, as the journal has them.</summary>
internal sealed class RunHistory(IStorageBackend storage, ISilos? silos = null)
{
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

        var isLeft = state.Status == RunStatus.Running && !await IsHeldAsync(runId, cancellationToken).ConfigureAwait(false);
        return new StoredRun(state, !isLeft ? state.Status : state.IsWaiting ? RunStatus.Waiting : RunStatus.Interrupted);
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

    private async Task<bool> IsHeldAsync(string runId, CancellationToken cancellationToken) =>
        await EntryAsync(runId, cancellationToken).ConfigureAwait(false) is { } entry && IsLeased(entry);

    private async Task<RunEntry> SeenAsync(RunEntry entry, CancellationToken cancellationToken) =>
        entry.IsOpen && IsLeased(entry) && await new RunOwners(storage, silos).LeftBehindAsync(entry.RunId, cancellationToken).ConfigureAwait(false) is not null
            ? entry with { LeasedUntil = null }
            : entry;

    /// <summary>By the store's clock, which shows no lease that has ended: this machine's may stand elsewhere.</summary>
    private static bool IsLeased(RunEntry entry) => entry.LeasedUntil is not null;

    private static RunListing Listing(RunEntry entry)
    {
        var summary = RunSummary.Read(entry.Summary ?? throw new FaultException(
            new Fault(FaultCodes.JournalFormat, $"Run {entry.RunId} has no summary.", "The store was written by something else than OMUA; use another file.")));
        return new RunListing(entry.RunId, entry.IsOpen && !IsLeased(entry) && summary.Status is not (RunStatus.Waiting or RunStatus.Created) ? RunStatus.Interrupted : summary.Status, entry.CreatedAt, entry.UpdatedAt, summary);
    }
}
