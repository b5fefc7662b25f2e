namespace Omua.Testing.Tests.Faulty;

internal sealed class FaultyJournal(StorageFault fault, IRunJournal journal) : IRunJournal
{
    public async Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(append);
        switch (fault)
        {
            case StorageFault.IgnoresSequence:
                var there = await journal.GetAsync(append.RunId, cancellationToken);
                return await journal.AppendAsync(append with { ExpectedSequence = there?.LastSequence ?? 0 }, cancellationToken);
            case StorageFault.SplitsAppends when append.Events.Count > 1:
                var last = append.ExpectedSequence;
                foreach (var each in append.Events)
                {
                    last = await journal.AppendAsync(append with { Events = [each], ExpectedSequence = last }, cancellationToken);
                    await Task.Yield();
                }

                return last;
            case StorageFault.IgnoresLease:
                return await journal.AppendAsync(append with { Lease = null }, cancellationToken);
            case StorageFault.Reformats:
                return await journal.AppendAsync(append with { Events = [.. append.Events.Select(each => each with { Json = System.Text.Json.Nodes.JsonNode.Parse(each.Json)?.ToJsonString() ?? "null" })] }, cancellationToken);
            case StorageFault.IgnoresToken:
                return await journal.AppendAsync(append, CancellationToken.None);
            default:
                return await journal.AppendAsync(append, cancellationToken);
        }
    }

    public IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default) =>
        journal.LoadAsync(runId, afterSequence, cancellationToken).Skip(fault == StorageFault.LosesEvents ? 1 : 0);

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) => journal.GetAsync(runId, cancellationToken);

    public async Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await journal.ListAsync(query, cancellationToken);
        return fault == StorageFault.RepeatsRuns && query.Cursor is not null && page.Items.Count > 0 ? page with { Items = [page.Items[0], .. page.Items.Take(query.Limit - 1)] } : page;
    }

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) =>
        journal.LeaseAsync(runId, fault == StorageFault.SharesLease ? "everyone" : owner, duration, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => journal.ReleaseAsync(lease, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) => journal.DueAsync(limit, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => journal.TimersAsync(runId, cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => journal.DeleteAsync(runId, cancellationToken);
}
