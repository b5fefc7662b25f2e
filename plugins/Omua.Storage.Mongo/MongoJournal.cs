using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>Runs as journals of events. A run's document is there from its first lease or its first append on; before that append its last sequence is 0.</summary>
internal sealed class MongoJournal(MongoStore store) : IRunJournal
{
    private const int LoadBatches = 16;

    private static readonly BsonDocument LeasedUntil = Expressions.Call("$cond", Expressions.Call("$gt", "$lease.expires", Expressions.Now), "$lease.expires", BsonNull.Value);

    private readonly MongoBlobs _blobs = new(store);

    public Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(append);
        return store.RunAsync(() => new MongoAppend(store, append).RunAsync(cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = await store.RunAsync(() => store.Runs.Find(new BsonDocument("_id", runId)).FirstOrDefaultAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (run is null || run["last"].ToInt64() == 0)
        {
            yield break;
        }

        // The head was read first: what is moved from it meanwhile is in both places, and what it has is not read twice.
        var tail = run["tail"].AsBsonArray.Select(each => each.AsBsonDocument).ToList();
        var head = tail.Count > 0 ? tail[0]["first"].ToInt64() : long.MaxValue;
        for (var isOver = false; !isOver;)
        {
            var after = afterSequence;
            var batches = await store.RunAsync(() => store.Batches
                .Find(new BsonDocument { { "life", run["life"] }, { "first", new BsonDocument("$lt", head) }, { "last", new BsonDocument("$gt", after) } })
                .Sort(new BsonDocument("first", 1)).Limit(LoadBatches).ToListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            isOver = batches.Count < LoadBatches;
            foreach (var batch in isOver ? batches.Concat(tail) : batches)
            {
                var events = await store.RunAsync(() => MongoBatch.ReadAsync(_blobs, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
                if (events is null)
                {
                    yield break;
                }

                foreach (var each in events.Where(each => each.Sequence > after))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return each;
                }

                afterSequence = batch["last"].ToInt64();
            }
        }
    }

    public async Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        (await EntriesAsync(new BsonDocument("_id", runId), 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public async Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(query.Limit);
        var filter = query.Cursor is { } cursor ? RunCursor.Behind(cursor) : [];
        if (query.IsOpen is { } isOpen)
        {
            filter["open"] = isOpen;
        }

        var items = await EntriesAsync(filter, query.Limit + 1, cancellationToken).ConfigureAwait(false);
        return items.Count > query.Limit ? new Page<RunEntry>(items[..query.Limit], RunCursor.After(items[query.Limit - 1])) : new Page<RunEntry>(items, null);
    }

    public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckLease(runId, owner, duration);
        return store.RunAsync(() => new MongoLease(store, runId, owner, duration).TakeAsync(cancellationToken), cancellationToken);
    }

    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default) => store.RunAsync(() => store.Runs.UpdateOneAsync(
        new BsonDocument { { "_id", lease.RunId }, { "lease.owner", lease.Owner }, { "lease.token", lease.Token } },
        new BsonDocument("$set", new BsonDocument("lease.expires", BsonConstants.UnixEpoch)), cancellationToken: cancellationToken), cancellationToken);

    public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default)
    {
        StorageArguments.CheckPage(limit);
        // Each run has its first timer beside the others: the runs with the earliest ones have all that are asked for.
        return TimersAsync(cancellationToken,
            Expressions.Match(new BsonDocument { { "due", new BsonDocument("$ne", BsonNull.Value) }, { "$expr", Expressions.Call("$lte", "$due", Expressions.Now) } }),
            new BsonDocument("$sort", new BsonDocument { { "due", 1 }, { "_id", 1 } }),
            new BsonDocument("$limit", limit),
            new BsonDocument("$unwind", "$timers"),
            Expressions.Match(Expressions.Holds(Expressions.Call("$lte", "$timers.due", Expressions.Now))),
            new BsonDocument("$sort", new BsonDocument { { "timers.due", 1 }, { "_id", 1 }, { "timers.id", 1 } }),
            new BsonDocument("$limit", limit));
    }

    public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default) => TimersAsync(cancellationToken,
        Expressions.Match(new BsonDocument("_id", runId)), new BsonDocument("$unwind", "$timers"), new BsonDocument("$sort", new BsonDocument("timers.id", 1)));

    public Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default) => store.RunAsync(async () =>
    {
        var closed = new BsonDocument { { "_id", runId }, { "last", new BsonDocument("$gt", 0L) }, { "open", false } };
        if (await store.Runs.FindOneAndDeleteAsync<BsonDocument>(closed, cancellationToken: cancellationToken).ConfigureAwait(false) is { } run)
        {
            // The run is gone with its head. What a crash leaves of its batches belongs to a life that nobody reads.
            await ForgetAsync(run, cancellationToken).ConfigureAwait(false);
            return true;
        }

        return await GetAsync(runId, cancellationToken).ConfigureAwait(false) is { IsOpen: true } ? throw new StorageException(StorageFailure.Conflict, $"Run {runId} is open; cancel it first.") : false;
    }, cancellationToken);

    private async Task ForgetAsync(BsonDocument run, CancellationToken cancellationToken)
    {
        var life = new BsonDocument("life", run["life"]);
        var large = await store.Batches.Find(new BsonDocument("blob", new BsonDocument("$exists", true)).Merge(life)).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var batch in large.Concat(run["tail"].AsBsonArray.Select(each => each.AsBsonDocument)))
        {
            if (batch.TryGetValue("blob", out var blob))
            {
                await _blobs.DeleteAsync(blob, cancellationToken).ConfigureAwait(false);
            }
        }

        await store.Batches.DeleteManyAsync(life, cancellationToken).ConfigureAwait(false);
    }

    private Task<List<RunEntry>> EntriesAsync(BsonDocument filter, int limit, CancellationToken cancellationToken) => store.RunAsync(async () =>
    {
        var found = await MongoStore.AggregateAsync(store.Runs, cancellationToken,
            Expressions.Match(new BsonDocument("created", new BsonDocument("$exists", true)).Merge(filter)),
            new BsonDocument("$sort", new BsonDocument { { "created", -1 }, { "_id", -1 } }),
            new BsonDocument("$limit", limit),
            new BsonDocument("$project", new BsonDocument { { "last", 1 }, { "open", 1 }, { "summary", 1 }, { "created", 1 }, { "updated", 1 }, { "leasedUntil", LeasedUntil } })).ConfigureAwait(false);
        return found.Select(run => new RunEntry(
            run["_id"].AsString, run["last"].ToInt64(), run["open"].AsBoolean, run.TryGetValue("summary", out var summary) ? summary.AsString : null,
            run["created"].ToUniversalTime(), run["updated"].ToUniversalTime(), run["leasedUntil"] is BsonDateTime until ? until.ToUniversalTime() : null)).ToList();
    }, cancellationToken);

    private Task<IReadOnlyList<DueTimer>> TimersAsync(CancellationToken cancellationToken, params BsonDocument[] stages) => store.RunAsync<IReadOnlyList<DueTimer>>(async () =>
    [
        .. (await MongoStore.AggregateAsync(store.Runs, cancellationToken, stages).ConfigureAwait(false))
            .Select(run => new DueTimer(run["_id"].AsString, run["timers"]["id"].AsString, run["timers"]["due"].ToUniversalTime())),
    ], cancellationToken);
}
