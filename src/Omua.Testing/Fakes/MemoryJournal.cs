using System.Globalization;
using System.Runtime.CompilerServices;

namespace Omua.Testing;

/// <summary>Runs as journals of events, in memory.</summary>
internal sealed class MemoryJournal(MemoryStore store, TimeProvider time) : IRunJournal
{
    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.Check(append);
        var now = MemoryStore.Now(time);
        if (append.Lease is { } lease && (lease.RunId != append.RunId || !IsHeld(lease, now)))
        {
            throw new StorageException(StorageFailure.Fenced, $"The lease of run {append.RunId} has ended or is held by another.");
        }

        var run = store.Runs.GetValueOrDefault(append.RunId);
        var last = run?.Events.Count ?? 0L;
        if (last != append.ExpectedSequence)
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at sequence {last}, not {append.ExpectedSequence}.");
        }

        run ??= store.Runs[append.RunId] = new MemoryRun(append.RunId);
        var at = append.RecordedAt is { } then ? DateTimeOffset.FromUnixTimeMilliseconds(then.ToUnixTimeMilliseconds()) : now;
        run.Events.AddRange(append.Events.Select(each => new JournalEvent(++last, each.Kind, each.Json, at)));
        (run.IsOpen, run.Summary) = (append.IsOpen, append.Summary ?? run.Summary);
        foreach (var timer in append.SetTimers)
        {
            store.Timers[(append.RunId, timer.Id)] = now + timer.Delay;
        }

        foreach (var id in append.ClearTimers)
        {
            store.Timers.Remove((append.RunId, id));
        }

        return last;
    });

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var events = await store.Run(cancellationToken, () => store.Runs.TryGetValue(runId, out var run) ? run.Events.Where(each => each.Sequence > afterSequence).ToArray() : []).ConfigureAwait(false);
        foreach (var each in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return each;
        }
    }

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.CheckPage(query.Limit);
        var after = query.Cursor is null ? default((long At, string Id)?) : ReadCursor(query.Cursor);
        var now = MemoryStore.Now(time);
        var found = store.Runs.Values
            .Where(run => (query.IsOpen is null || run.IsOpen == query.IsOpen) && (after is not { } seen || IsOlder(run, seen)))
            .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id, Utf8Order.Comparer).Take(query.Limit + 1).ToList();
        var page = found.Take(query.Limit).Select(run => Entry(run, now)).ToList();
        return new Page<RunEntry>(page, found.Count > query.Limit ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].CreatedAt.ToUnixTimeMilliseconds()}:{page[^1].RunId}") : null);
    });

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        store.Run(cancellationToken, () => store.Runs.TryGetValue(runId, out var run) ? Entry(run, MemoryStore.Now(time)) : null);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.CheckLease(runId, owner, duration);
        var now = MemoryStore.Now(time);
        var before = store.Leases.GetValueOrDefault(runId);
        var isHeld = before is not null && before.ExpiresAt > now;
        return isHeld && before!.Owner != owner ? null : store.Leases[runId] = new RunLease(runId, owner, isHeld ? before!.Token : store.Next(), now + duration);
    });

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        if (IsHeld(lease, MemoryStore.Now(time)))
        {
            store.Leases[lease.RunId] = lease with { ExpiresAt = DateTimeOffset.UnixEpoch };
        }

        return true;
    });

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default) => store.Run<IReadOnlyList<DueTimer>>(cancellationToken, () =>
    {
        StorageArguments.CheckPage(limit);
        var now = MemoryStore.Now(time);
        return [.. Timers(timer => timer.DueAt <= now).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.RunId, Utf8Order.Comparer).ThenBy(timer => timer.Id, Utf8Order.Comparer).Take(limit)];
    });

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => store.Run<IReadOnlyList<DueTimer>>(cancellationToken, () =>
        [.. Timers(timer => timer.RunId == runId).OrderBy(timer => timer.Id, Utf8Order.Comparer)]);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        if (store.Runs.TryGetValue(runId, out var run) && run.IsOpen)
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {runId} is open; cancel it first.");
        }

        foreach (var timer in Timers(timer => run is not null && timer.RunId == runId).ToList())
        {
            store.Timers.Remove((timer.RunId, timer.Id));
        }

        return store.Runs.Remove(runId) && (store.Leases.Remove(runId) || true);
    });

    private IEnumerable<DueTimer> Timers(Func<DueTimer, bool> which) => store.Timers.Select(timer => new DueTimer(timer.Key.Run, timer.Key.Id, timer.Value)).Where(which);

    private RunEntry Entry(MemoryRun run, DateTimeOffset now) => new(
        run.Id, run.Events.Count, run.IsOpen, run.Summary, run.CreatedAt, run.Events[^1].RecordedAt,
        store.Leases.TryGetValue(run.Id, out var lease) && lease.ExpiresAt > now ? lease.ExpiresAt : null);

    private static bool IsOlder(MemoryRun run, (long At, string Id) seen) =>
        run.CreatedAt.ToUnixTimeMilliseconds() is var at && (at < seen.At || (at == seen.At && Utf8Order.Compare(run.Id, seen.Id) < 0));

    private static (long At, string Id) ReadCursor(string cursor) =>
        cursor.Split(':', 2) is [var at, { Length: > 0 } id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? (milliseconds, id)
            : throw new StorageException(StorageFailure.Invalid, "The cursor is not one of this list; start again without one.");

    private bool IsHeld(RunLease lease, DateTimeOffset now) =>
        store.Leases.TryGetValue(lease.RunId, out var held) && held.Token == lease.Token && held.Owner == lease.Owner && held.ExpiresAt > now;
}
