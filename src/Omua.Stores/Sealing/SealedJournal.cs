using System.Globalization;
using System.Runtime.CompilerServices;

namespace Omua.Stores.Sealing;

/// <summary>Runs whose events and summaries are sealed; an event is bound to its run, its number and its kind.</summary>
internal sealed class SealedJournal(IRunJournal inner, DataKeys keys) : IRunJournal
{
    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(append);
        cancellationToken.ThrowIfCancellationRequested();
        return inner.AppendAsync(append with
        {
            Events = [.. append.Events.Select((each, index) => each with { Json = keys.Seal(Place(append.RunId, append.ExpectedSequence + 1 + index, each.Kind), each.Json) })],
            Summary = append.Summary is { } summary ? keys.Seal(SummaryPlace(append.RunId), summary) : null,
        }, cancellationToken);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var each in inner.LoadAsync(runId, afterSequence, cancellationToken).ConfigureAwait(false))
        {
            yield return each with { Json = await keys.OpenAsync(Place(runId, each.Sequence, each.Kind), each.Json, cancellationToken).ConfigureAwait(false) };
        }
    }

    public async Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        await inner.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { } run ? await OpenAsync(run, cancellationToken).ConfigureAwait(false) : null;

    public async Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await inner.ListAsync(query, cancellationToken).ConfigureAwait(false);
        var items = new List<RunEntry>(page.Items.Count);
        foreach (var run in page.Items)
        {
            items.Add(await OpenAsync(run, cancellationToken).ConfigureAwait(false));
        }

        return new Page<RunEntry>(items, page.Next);
    }

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) => inner.LeaseAsync(runId, owner, duration, cancellationToken);

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => inner.ReleaseAsync(lease, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) => inner.DueAsync(limit, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => inner.TimersAsync(runId, cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => inner.DeleteAsync(runId, cancellationToken);

    private static string Place(string runId, long sequence, string kind) => string.Create(CultureInfo.InvariantCulture, $"event\0{runId}\0{sequence}\0{kind}");

    private static string SummaryPlace(string runId) => $"summary\0{runId}";

    private async Task<RunEntry> OpenAsync(RunEntry run, CancellationToken cancellationToken) =>
        run.Summary is null ? run : run with { Summary = await keys.OpenAsync(SummaryPlace(run.RunId), run.Summary, cancellationToken).ConfigureAwait(false) };
}
