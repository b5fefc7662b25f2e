namespace Omua.Engine.Running;

/// <summary>The runs that a long-lived process should take up: open, worked on by nobody, and not waiting for a person. A sub-run goes on with its parent.</summary>
internal sealed class OpenRuns(IStorageBackend storage, ISilos? silos = null)
{
    private const int PageSize = 500;
    private const int MostTimers = 1_000;

    /// <summary>Their ids, the oldest first, so that a stream of new runs does not hold the others back.</summary>
    public async Task<IReadOnlyList<string>> ToTakeUpAsync(CancellationToken cancellationToken = default)
    {
        var history = new RunHistory(storage, silos);
        var found = new List<RunListing>();
        string? cursor = null;
        do
        {
            var page = await history.ListAsync(new RunQuery { IsOpen = true, Limit = PageSize, Cursor = cursor }, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items.Where(run => run.Summary.Origin?.StartsWith(SubRunAgent.OriginPrefix, StringComparison.Ordinal) != true));
            cursor = page.Next;
        }
        while (cursor is not null);

        // A run that waits for a person has no process that would see that its time is over.
        var due = (await storage.Journal.DueAsync(MostTimers, cancellationToken).ConfigureAwait(false)).Select(timer => timer.RunId).ToHashSet(StringComparer.Ordinal);
        return [.. found.Where(run => run.Status is RunStatus.Interrupted or RunStatus.Created || (run.Status == RunStatus.Waiting && due.Contains(run.RunId))).Select(run => run.RunId).Reverse()];
    }
}
