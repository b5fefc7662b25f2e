using System.Runtime.CompilerServices;

namespace Omua.Engine.Tests;

/// <summary>A store that keeps its promises for as long as the process lives; failures are put in by the test.</summary>
internal sealed class MemoryStorage(TimeProvider time) : IStorageBackend, IRunJournal, IDocumentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Owner, long Token, DateTimeOffset Until)> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, string Id), DateTimeOffset> _timers = [];
    private readonly SortedDictionary<(string Collection, string Key), Document> _documents = new(Comparer<(string Collection, string Key)>.Create(
        (left, right) => string.CompareOrdinal(left.Collection, right.Collection) is not 0 and var order ? order : string.CompareOrdinal(left.Key, right.Key)));

    private long _number;

    public string Name => "memory";

    public IRunJournal Journal => this;

    public IDocumentStore Documents => this;

    public IMetricStore Metrics => throw new NotSupportedException("The engine writes no metrics here.");

    /// <summary>Asked before a commit; throws what the store should throw instead.</summary>
    public Action<JournalAppend>? BeforeAppend { get; set; }

    /// <summary>Asked after a commit; throws where its answer should be lost.</summary>
    public Action<JournalAppend>? AfterAppend { get; set; }

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        BeforeAppend?.Invoke(append);
        lock (_gate)
        {
            Append(append);
        }

        AfterAppend?.Invoke(append);
        return Task.FromResult(append.ExpectedSequence + append.Events.Count);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<JournalEvent> events;
        lock (_gate)
        {
            events = _runs.TryGetValue(runId, out var run) ? run.Events[(int)Math.Min(afterSequence, run.Events.Count)..] : [];
        }

        foreach (var each in events)
        {
            yield return each;
        }

        await Task.CompletedTask;
    }

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_runs.TryGetValue(runId, out var run) ? Entry(runId, run) : null);
        }
    }

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var before = query.Cursor is null ? long.MaxValue : long.Parse(query.Cursor, System.Globalization.CultureInfo.InvariantCulture);
            var found = _runs.OrderByDescending(run => run.Value.Number).Where(run => run.Value.Number < before && (query.IsOpen is null || run.Value.IsOpen == query.IsOpen))
                .Take(query.Limit + 1).ToList();
            var page = found.Take(query.Limit).Select(run => Entry(run.Key, run.Value)).ToList();
            return Task.FromResult(new Page<RunEntry>(page, found.Count > query.Limit ? $"{found[query.Limit - 1].Value.Number}" : null));
        }
    }

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var isLive = _leases.TryGetValue(runId, out var held) && held.Until > now;
            if (isLive && held.Owner != owner)
            {
                return Task.FromResult<RunLease?>(null);
            }

            _leases[runId] = (owner, isLive ? held.Token : ++_number, now + duration);
            return Task.FromResult<RunLease?>(new RunLease(runId, owner, _leases[runId].Token, now + duration));
        }
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(lease.RunId, out var held) && (held.Owner, held.Token) == (lease.Owner, lease.Token))
            {
                _leases.Remove(lease.RunId);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<DueTimer>>(
                [.. _timers.Where(timer => timer.Value <= now).OrderBy(timer => timer.Value).Take(limit).Select(timer => new DueTimer(timer.Key.Run, timer.Key.Id, timer.Value))]);
        }
    }

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueTimer>>(
                [.. _timers.Where(timer => timer.Key.Run == runId).OrderBy(timer => timer.Key.Id, StringComparer.Ordinal).Select(timer => new DueTimer(runId, timer.Key.Id, timer.Value))]);
        }
    }

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The engine deletes no run.");

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_documents.GetValueOrDefault((collection, key)));
        }
    }

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (expectedVersion is { } expected && expected != (_documents.GetValueOrDefault((collection, key))?.Version ?? 0))
            {
                throw new StorageException(StorageFailure.Conflict, $"{collection}/{key} is at another version.");
            }

            _documents[(collection, key)] = new Document(key, json, ++_number, time.GetUtcNow());
            return Task.FromResult(_number);
        }
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_documents.Remove((collection, key)));
        }
    }

    public Task<Page<Document>> ListAsync(string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var found = _documents.Where(each => each.Key.Collection == collection && each.Key.Key.StartsWith(prefix, StringComparison.Ordinal)
                && (cursor is null || string.CompareOrdinal(each.Key.Key, cursor) > 0)).Select(each => each.Value).Take(limit + 1).ToList();
            return Task.FromResult(new Page<Document>([.. found.Take(limit)], found.Count > limit ? found[limit - 1].Key : null));
        }
    }

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The engine lists no collections.");

    private RunEntry Entry(string runId, Run run) => new(
        runId, run.Events.Count, run.IsOpen, run.Summary, run.Events[0].RecordedAt, run.Events[^1].RecordedAt,
        _leases.TryGetValue(runId, out var lease) && lease.Until > time.GetUtcNow() ? lease.Until : null);

    private void Append(JournalAppend append)
    {
        var now = append.RecordedAt ?? time.GetUtcNow();
        if (append.Lease is { } lease
            && !(_leases.TryGetValue(append.RunId, out var held) && (held.Owner, held.Token) == (lease.Owner, lease.Token) && held.Until > now))
        {
            throw new StorageException(StorageFailure.Fenced, $"The lease of run {append.RunId} has ended or is held by another process.");
        }

        var run = _runs.GetValueOrDefault(append.RunId);
        if ((run?.Events.Count ?? 0) != append.ExpectedSequence)
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at sequence {run?.Events.Count ?? 0}, not {append.ExpectedSequence}.");
        }

        run = _runs[append.RunId] = run ?? new Run(++_number);
        run.Events.AddRange(append.Events.Select((each, index) => new JournalEvent(append.ExpectedSequence + index + 1, each.Kind, each.Json, now)));
        (run.IsOpen, run.Summary) = (append.IsOpen, append.Summary ?? run.Summary);
        foreach (var timer in append.SetTimers)
        {
            _timers[(append.RunId, timer.Id)] = now + timer.Delay;
        }

        foreach (var id in append.ClearTimers)
        {
            _timers.Remove((append.RunId, id));
        }
    }

    private sealed class Run(long number)
    {
        public long Number { get; } = number;

        public List<JournalEvent> Events { get; } = [];

        public bool IsOpen { get; set; }

        public string? Summary { get; set; }
    }
}
