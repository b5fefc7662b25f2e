#:package Omua.Abstractions@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// A first storage backend: one file of JSON lines. Every commit is one line, flushed to disk before the call returns; at start the lines are
// read again from the first to the last. Simple and correct, but it keeps everything in memory and lets one process in at a time.
// It is long for one file because a store has three parts; a plugin folder with a project would hold them apart.
//
//   plugins:
//     my_custom_storage:
//       file: ./omua-store.jsonl      # default: store.jsonl in the plugin's own folder
//   storage:
//     backend: my_custom_storage

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Abstractions;

/// <summary>Settings.</summary>
public sealed record MyCustomStorageOptions
{
    public string? File { get; init; }
}

/// <summary>Gives the three primitives over one log.</summary>
public sealed class MyCustomStorage : StorageBackendPlugin<MyCustomStorageOptions>
{
    private CommitLog? _log;

    public override string Name => "my_custom_storage";
    public override string Version => "1.0.0";
    public override string Description => "Keeps runs, metrics and documents in one file of JSON lines";

    public override IRunJournal Journal => Log.Journal;
    public override IMetricStore Metrics => Log.Metrics;
    public override IDocumentStore Documents => Log.Documents;

    private CommitLog Log => _log ?? throw new InvalidOperationException("The store is not open yet.");

    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        var file = Path.GetFullPath(Options.File ?? Path.Combine(context.WorkingDirectory, "store.jsonl"));
        // The scope closes the file when the plugin ends.
        _log = context.Scope.Own(CommitLog.Open(file, context.Time));
    }
}

/// <summary>The file, the state that its lines add up to, and the lock around both.</summary>
public sealed class CommitLog : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isBroken;

    private CommitLog(FileStream file, TimeProvider time)
    {
        (_file, _time) = (file, time);
        (Journal, Metrics, Documents) = (new LogJournal(this), new LogMetrics(this), new LogDocuments(this));
    }

    internal LogJournal Journal { get; }
    internal LogMetrics Metrics { get; }
    internal LogDocuments Documents { get; }

    /// <summary>The store's clock, to the millisecond, as the file keeps it.</summary>
    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    public static CommitLog Open(string path, TimeProvider time)
    {
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var log = new CommitLog(file, time);
            log.Replay();
            return log;
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw exception is IOException or UnauthorizedAccessException
                ? new StorageException(StorageFailure.Unavailable, $"{path} cannot be opened; another process may have it: {exception.Message}", exception) : exception;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _turn.Dispose();
    }

    /// <summary>Runs a piece of work alone: it sees every commit that has returned.</summary>
    internal async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes one line, makes it durable, then applies it. Call it inside <see cref="AloneAsync"/>, after every check.</summary>
    internal void Commit(JsonObject line)
    {
        if (_isBroken)
        {
            throw new StorageException(StorageFailure.Unavailable, "An earlier write failed; restart to read the file again.");
        }

        try
        {
            _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            // The line may or may not be whole on disk. Reading the file again is the only way to know.
            _isBroken = true;
            throw new StorageException(StorageFailure.Unavailable, $"{_file.Name} cannot be written: {exception.Message}", exception);
        }

        Apply(line);
    }

    internal static StorageException Invalid(string message) => new(StorageFailure.Invalid, message);

    /// <summary>By UTF-8 bytes, which is not the order of .NET's UTF-16 characters for all texts.</summary>
    internal static int ByteOrder(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    /// <summary>A last line without its end was never confirmed to anybody: it is cut off. Damage before it is not ours to guess about.</summary>
    private void Replay()
    {
        var content = new byte[_file.Length];
        _file.ReadExactly(content);
        var whole = Array.LastIndexOf(content, (byte)'\n') + 1;
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(content, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            try
            {
                Apply(JsonNode.Parse(line)!.AsObject());
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                throw new StorageException(StorageFailure.Damaged, $"{_file.Name}:{number} cannot be read; restore a backup.", exception);
            }
        }

        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
    }

    private void Apply(JsonObject line)
    {
        switch (line["op"]!.GetValue<string>())
        {
            case "append": Journal.ApplyAppend(line); break;
            case "forget": Journal.ApplyForget(line); break;
            case "lease": Journal.ApplyLease(line); break;
            case "metrics": Metrics.Apply(line); break;
            case "thin": Metrics.ApplyThin(line); break;
            case "put" or "delete": Documents.Apply(line); break;
            case var other: throw new StorageException(StorageFailure.NewerSchema, $"{_file.Name} holds a line of kind {other}; update the plugin.");
        }
    }
}

/// <summary>Runs as journals of events.</summary>
internal sealed class LogJournal(CommitLog log) : IRunJournal
{
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunLease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, string Id), DueTimer> _timers = [];

    // One counter for all runs: a run that is deleted and begun again still gets a greater token.
    private long _lastToken;

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        // The contract's own limits: every backend refuses the same.
        StorageArguments.Check(append);
        return log.AloneAsync(() =>
        {
            var now = log.Now;
            if (append.Lease is { } lease && (lease.RunId != append.RunId || !IsHeld(lease, now)))
            {
                throw new StorageException(StorageFailure.Fenced, $"The lease {lease.Token} of run {append.RunId} is lost.");
            }

            var last = _runs.TryGetValue(append.RunId, out var run) ? run.Events.Count : 0L;
            if (last != append.ExpectedSequence)
            {
                throw new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at {last}, not at {append.ExpectedSequence}.");
            }

            log.Commit(new JsonObject
            {
                ["op"] = "append", ["run"] = append.RunId, ["at"] = (append.RecordedAt ?? now).ToUnixTimeMilliseconds(), ["open"] = append.IsOpen, ["summary"] = append.Summary,
                ["events"] = new JsonArray([.. append.Events.Select(written => (JsonNode)new JsonObject { ["kind"] = written.Kind, ["json"] = written.Json })]),
                ["set"] = new JsonArray([.. append.SetTimers.Select(timer => (JsonNode)new JsonObject { ["id"] = timer.Id, ["due"] = (now + timer.Delay).ToUnixTimeMilliseconds() })]),
                ["clear"] = new JsonArray([.. append.ClearTimers.Select(id => (JsonNode)JsonValue.Create(id))]),
            });
            return last + append.Events.Count;
        }, cancellationToken);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var events = await log.AloneAsync(
            () => _runs.TryGetValue(runId, out var run) ? run.Events.Where(written => written.Sequence > afterSequence).ToArray() : [], cancellationToken).ConfigureAwait(false);
        foreach (var written in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return written;
        }
    }

    public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(query.Limit);
        return log.AloneAsync(() =>
        {
            // A run's place never changes after its first append, so a cursor that names the last one seen neither repeats nor skips any.
            var after = query.Cursor is null ? default((long At, string Id)?) : ReadCursor(query.Cursor);
            var found = _runs.Values.Where(run => (query.IsOpen is null || run.IsOpen == query.IsOpen) && (after is not { } seen || IsOlder(run, seen)))
                .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id, Comparer<string>.Create(CommitLog.ByteOrder)).Take(query.Limit + 1).ToArray();
            return new Page<RunEntry>(
                [.. found.Take(query.Limit).Select(Entry)],
                found.Length > query.Limit ? string.Create(CultureInfo.InvariantCulture, $"{found[query.Limit - 1].CreatedAt}:{found[query.Limit - 1].Id}") : null);
        }, cancellationToken);
    }

    public Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        log.AloneAsync(() => _runs.TryGetValue(runId, out var run) ? Entry(run) : null, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => log.AloneAsync<IReadOnlyList<DueTimer>>(
        () => [.. _timers.Values.Where(timer => timer.RunId == runId).OrderBy(timer => timer.Id, Comparer<string>.Create(CommitLog.ByteOrder))], cancellationToken);

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => log.AloneAsync(() =>
    {
        if (!_runs.TryGetValue(runId, out var run))
        {
            return false;
        }

        if (run.IsOpen)
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {runId} is open; cancel it first.");
        }

        log.Commit(new JsonObject { ["op"] = "forget", ["run"] = runId });
        return true;
    }, cancellationToken);

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckLease(runId, owner, duration);
        return log.AloneAsync(() =>
        {
            var now = log.Now;
            var before = _leases.GetValueOrDefault(runId);
            var isHeld = before is not null && before.ExpiresAt > now;
            if (isHeld && before!.Owner != owner)
            {
                return null;
            }

            // Who lost the lease, even for a moment, comes back under a new token: someone else may have held it in between.
            CommitLease(runId, owner, isHeld ? before!.Token : _lastToken + 1, now + duration);
            return _leases[runId];
        }, cancellationToken);
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => log.AloneAsync(() =>
    {
        if (IsHeld(lease, log.Now))
        {
            CommitLease(lease.RunId, lease.Owner, lease.Token, DateTimeOffset.UnixEpoch);
        }

        return true;
    }, cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return log.AloneAsync<IReadOnlyList<DueTimer>>(() =>
        {
            var now = log.Now;
            return [.. _timers.Values.Where(timer => timer.DueAt <= now)
                .OrderBy(timer => timer.DueAt).ThenBy(timer => timer.RunId, Comparer<string>.Create(CommitLog.ByteOrder))
                .ThenBy(timer => timer.Id, Comparer<string>.Create(CommitLog.ByteOrder)).Take(limit)];
        }, cancellationToken);
    }

    internal void ApplyAppend(JsonObject line)
    {
        var id = line["run"]!.GetValue<string>();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(line["at"]!.GetValue<long>());
        var run = _runs.TryGetValue(id, out var known) ? known : _runs[id] = new Run(id);
        foreach (var written in line["events"]!.AsArray())
        {
            run.Events.Add(new JournalEvent(run.Events.Count + 1, written!["kind"]!.GetValue<string>(), written["json"]!.GetValue<string>(), at));
        }

        run.IsOpen = line["open"]!.GetValue<bool>();
        run.Summary = line["summary"]?.GetValue<string>() ?? run.Summary;
        foreach (var timer in line["set"]!.AsArray())
        {
            var name = timer!["id"]!.GetValue<string>();
            _timers[(id, name)] = new DueTimer(id, name, DateTimeOffset.FromUnixTimeMilliseconds(timer["due"]!.GetValue<long>()));
        }

        foreach (var name in line["clear"]!.AsArray())
        {
            _timers.Remove((id, name!.GetValue<string>()));
        }
    }

    internal void ApplyForget(JsonObject line)
    {
        var id = line["run"]!.GetValue<string>();
        _runs.Remove(id);
        _leases.Remove(id);
        foreach (var timer in _timers.Keys.Where(timer => timer.Run == id).ToArray())
        {
            _timers.Remove(timer);
        }
    }

    internal void ApplyLease(JsonObject line)
    {
        var id = line["run"]!.GetValue<string>();
        _lastToken = Math.Max(_lastToken, line["token"]!.GetValue<long>());
        _leases[id] = new RunLease(id, line["owner"]!.GetValue<string>(), line["token"]!.GetValue<long>(),
            DateTimeOffset.FromUnixTimeMilliseconds(line["until"]!.GetValue<long>()));
    }

    private RunEntry Entry(Run run) => new(run.Id, run.Events.Count, run.IsOpen, run.Summary, run.Events[0].RecordedAt, run.Events[^1].RecordedAt,
        _leases.TryGetValue(run.Id, out var lease) && lease.ExpiresAt > log.Now ? lease.ExpiresAt : null);

    private void CommitLease(string run, string owner, long token, DateTimeOffset until) =>
        log.Commit(new JsonObject { ["op"] = "lease", ["run"] = run, ["owner"] = owner, ["token"] = token, ["until"] = until.ToUnixTimeMilliseconds() });

    private bool IsHeld(RunLease lease, DateTimeOffset now) => _leases.TryGetValue(lease.RunId, out var held)
        && held.Token == lease.Token && held.Owner == lease.Owner && held.ExpiresAt > now;

    private static bool IsOlder(Run run, (long At, string Id) seen) =>
        run.CreatedAt < seen.At || (run.CreatedAt == seen.At && CommitLog.ByteOrder(run.Id, seen.Id) < 0);

    private static (long At, string Id) ReadCursor(string cursor) =>
        cursor.Split(':', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? (milliseconds, id) : throw CommitLog.Invalid("The cursor is not one of this store.");

    private sealed class Run(string id)
    {
        public string Id => id;
        public long CreatedAt => Events[0].RecordedAt.ToUnixTimeMilliseconds();
        public List<JournalEvent> Events { get; } = [];
        public bool IsOpen { get; set; }
        public string? Summary { get; set; }
    }
}

/// <summary>Figures over time.</summary>
internal sealed class LogMetrics(CommitLog log) : IMetricStore
{
    private readonly List<MetricPoint> _points = [];

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(points);
        return log.AloneAsync(() =>
        {
            if (points.Count > 0)
            {
                // One line for all of them: they are durable together or not at all.
                log.Commit(new JsonObject { ["op"] = "metrics", ["points"] = new JsonArray([.. points.Select(Write)]) });
            }

            return true;
        }, cancellationToken);
    }

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        return log.AloneAsync<IReadOnlyList<MetricGroup>>(() =>
        {
            var groups = new SortedDictionary<Key, MetricGroup>();
            foreach (var point in Matching(query))
            {
                var tags = query.GroupBy.Select(tag => point.Tags.GetValueOrDefault(tag, "")).ToArray();
                var key = new Key(Bucket(point.Timestamp, query.Bucket), tags);
                groups[key] = groups.TryGetValue(key, out var group)
                    ? group with { Count = group.Count + 1, Sum = group.Sum + point.Value, Min = Math.Min(group.Min, point.Value), Max = Math.Max(group.Max, point.Value) }
                    : new MetricGroup(query.GroupBy.Zip(tags).ToDictionary(pair => pair.First, pair => pair.Second), key.Bucket, 1, point.Value, point.Value, point.Value);
            }

            return [.. groups.Values];
        }, cancellationToken);
    }

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var point in await log.AloneAsync(() => Matching(query).OrderBy(point => point.Timestamp).ToArray(), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return point;
        }
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => log.AloneAsync<IReadOnlyList<string>>(
        () => [.. _points.Select(point => point.Name).Distinct().Order(Comparer<string>.Create(CommitLog.ByteOrder))], cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => log.AloneAsync(() =>
    {
        var count = _points.LongCount(point => point.Name == name && point.Timestamp < before);
        if (count > 0)
        {
            log.Commit(new JsonObject { ["op"] = "thin", ["name"] = name, ["before"] = before.ToUnixTimeMilliseconds() });
        }

        return count;
    }, cancellationToken);

    internal void ApplyThin(JsonObject line)
    {
        var (name, before) = (line["name"]!.GetValue<string>(), DateTimeOffset.FromUnixTimeMilliseconds(line["before"]!.GetValue<long>()));
        _points.RemoveAll(point => point.Name == name && point.Timestamp < before);
    }

    internal void Apply(JsonObject line)
    {
        foreach (var point in line["points"]!.AsArray())
        {
            _points.Add(new MetricPoint(point!["name"]!.GetValue<string>(), DateTimeOffset.FromUnixTimeMilliseconds(point["at"]!.GetValue<long>()), point["value"]!.GetValue<double>())
            {
                Tags = point["tags"]!.AsObject().ToDictionary(tag => tag.Key, tag => tag.Value!.GetValue<string>()),
            });
        }
    }

    private IEnumerable<MetricPoint> Matching(MetricQuery query) => _points.Where(point => point.Name == query.Name
        && !(point.Timestamp < query.From) && !(point.Timestamp >= query.Before) && query.Where.All(tag => point.Tags.GetValueOrDefault(tag.Key, "") == tag.Value));

    private static JsonNode Write(MetricPoint point) => new JsonObject
    {
        ["name"] = point.Name, ["at"] = point.Timestamp.ToUnixTimeMilliseconds(), ["value"] = point.Value,
        ["tags"] = new JsonObject(point.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value)))),
    };

    private static DateTimeOffset? Bucket(DateTimeOffset time, TimeSpan? width)
    {
        if (width is not { Ticks: var ticks })
        {
            return null;
        }

        var since = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks((long)Math.Floor((decimal)since / ticks) * ticks);
    }

    private sealed record Key(DateTimeOffset? Bucket, string[] Tags) : IComparable<Key>
    {
        public int CompareTo(Key? other) => Nullable.Compare(Bucket, other!.Bucket) is not 0 and var order ? order
            : Tags.Zip(other.Tags, CommitLog.ByteOrder).FirstOrDefault(difference => difference != 0);
    }
}

/// <summary>JSON documents by collection and key.</summary>
internal sealed class LogDocuments(CommitLog log) : IDocumentStore
{
    private readonly Dictionary<string, SortedDictionary<string, Document>> _collections = new(StringComparer.Ordinal);

    // One counter for all documents: a key that is deleted and written again still gets a greater version.
    private long _version;

    public Task<Document?> GetAsync(string collection, string key, CancellationToken cancellationToken = default) =>
        log.AloneAsync(() => Find(collection, key), cancellationToken);

    public Task<long> PutAsync(string collection, string key, string json, long? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckDocument(collection, key, json);
        return log.AloneAsync(() =>
        {
            Check(collection, key, expectedVersion);
            log.Commit(new JsonObject
            {
                ["op"] = "put", ["collection"] = collection, ["key"] = key, ["json"] = json, ["at"] = log.Now.ToUnixTimeMilliseconds(),
            });
            return _version;
        }, cancellationToken);
    }

    public Task<bool> DeleteAsync(string collection, string key, long? expectedVersion = null, CancellationToken cancellationToken = default) => log.AloneAsync(() =>
    {
        Check(collection, key, expectedVersion);
        var isThere = Find(collection, key) is not null;
        if (isThere)
        {
            log.Commit(new JsonObject { ["op"] = "delete", ["collection"] = collection, ["key"] = key });
        }

        return isThere;
    }, cancellationToken);

    public Task<Page<Document>> ListAsync(
        string collection, string prefix = "", int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        return log.AloneAsync(() =>
        {
            var documents = _collections.TryGetValue(collection, out var found) ? found.Values.AsEnumerable() : [];
            var page = documents.Where(document => document.Key.StartsWith(prefix, StringComparison.Ordinal)
                && (cursor is null || CommitLog.ByteOrder(document.Key, cursor) > 0)).Take(limit + 1).ToArray();
            return new Page<Document>([.. page.Take(limit)], page.Length > limit ? page[limit - 1].Key : null);
        }, cancellationToken);
    }

    internal void Apply(JsonObject line)
    {
        var (collection, key) = (line["collection"]!.GetValue<string>(), line["key"]!.GetValue<string>());
        if (!_collections.TryGetValue(collection, out var documents))
        {
            _collections[collection] = documents = new(Comparer<string>.Create(CommitLog.ByteOrder));
        }

        if (line["op"]!.GetValue<string>() == "delete")
        {
            documents.Remove(key);
            return;
        }

        documents[key] = new Document(key, line["json"]!.GetValue<string>(), ++_version, DateTimeOffset.FromUnixTimeMilliseconds(line["at"]!.GetValue<long>()));
    }

    public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken = default) => log.AloneAsync<IReadOnlyList<string>>(
        () => [.. _collections.Where(collection => collection.Value.Count > 0).Select(collection => collection.Key).Order(Comparer<string>.Create(CommitLog.ByteOrder))], cancellationToken);

    private Document? Find(string collection, string key) =>
        _collections.TryGetValue(collection, out var documents) ? documents.GetValueOrDefault(key) : null;

    private void Check(string collection, string key, long? expectedVersion)
    {
        var version = Find(collection, key)?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version)
        {
            throw new StorageException(StorageFailure.Conflict, $"The document is at version {version}, not at {expected}.");
        }
    }

}
