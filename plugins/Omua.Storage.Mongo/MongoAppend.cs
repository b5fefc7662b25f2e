using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>
/// One append as one change of one document. The run's document holds its head, its lease and its timers beside the latest batches: the server checks and changes all of
/// it at once, on its own clock. Older batches are moved to a collection of their own first, where an index lets one begin at a sequence once; a crash in the middle of
/// the move leaves a batch in both places, and it is the same one.
/// </summary>
internal sealed class MongoAppend(MongoStore store, JournalAppend append)
{
    private const int MostBatches = 16;
    private const int MostBytes = 256 * 1024;

    private static readonly BsonDocument IsHeld = Expressions.Call("$gt", "$lease.expires", Expressions.Now);

    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var blobs = new MongoBlobs(store);
        var batch = await MongoBatch.WriteAsync(blobs, append, cancellationToken).ConfigureAwait(false);
        try
        {
            await store.DecideAsync(() => OnceAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
            return append.ExpectedSequence + append.Events.Count;
        }
        catch (StorageException exception) when (batch.Contains("blob") && exception.Failure is StorageFailure.Conflict or StorageFailure.Fenced)
        {
            if (batch.TryGetValue("blob", out var blob))
            {
                await blobs.DeleteAsync(blob, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>One attempt; null where the run's document was not as expected and may be now.</summary>
    private async Task<object?> OnceAsync(BsonDocument batch, CancellationToken cancellationToken)
    {
        var isFirst = append.ExpectedSequence == 0;
        var filter = new BsonDocument { { "_id", append.RunId }, { "last", append.ExpectedSequence } };
        if (!isFirst)
        {
            filter["batches"] = new BsonDocument("$lt", MostBatches);
            filter["bytes"] = new BsonDocument("$lt", MostBytes);
        }

        if (append.Lease is { } lease)
        {
            filter["lease.owner"] = lease.Owner;
            filter["lease.token"] = lease.Token;
            filter["$expr"] = IsHeld;
        }

        try
        {
            // A cancelled call would leave the server at work, and the change could come after the caller has looked: what is sent is waited for.
            cancellationToken.ThrowIfCancellationRequested();
            var result = await store.Runs.UpdateOneAsync(filter, Change(batch, isFirst), new UpdateOptions { IsUpsert = isFirst && append.Lease is null }, CancellationToken.None).ConfigureAwait(false);
            if (result.MatchedCount > 0 || result.UpsertedId is not null)
            {
                return result;
            }
        }
        catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
        {
            // The run is there, and not at the sequence that was expected.
        }

        var run = (await MongoStore.AggregateAsync(store.Runs, cancellationToken,
            Expressions.Match(new BsonDocument("_id", append.RunId)),
            new BsonDocument("$addFields", new BsonDocument("isHeld", IsHeld))).ConfigureAwait(false)).FirstOrDefault();
        Refuse(run);
        await MoveAsync(run!, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private UpdateDefinition<BsonDocument> Change(BsonDocument batch, bool isFirst)
    {
        var at = MongoBatch.At(append);
        var set = new BsonDocument
        {
            { "last", Expressions.Literal(append.ExpectedSequence + append.Events.Count) },
            { "open", Expressions.Literal(append.IsOpen) },
            { "updated", at },
            { "tail", isFirst ? new BsonArray { batch } : Expressions.Call("$concatArrays", "$tail", new BsonArray { batch }) },
            { "timers", Timers() },
        };
        if (append.Summary is { } summary)
        {
            set["summary"] = Expressions.Literal(summary);
        }

        if (isFirst)
        {
            set["created"] = at;
            // A run that was deleted may come again under its id: its batches are those of this life alone.
            set["life"] = ObjectId.GenerateNewId();
        }

        return Expressions.Update(set, Sums);
    }

    /// <summary>What is counted from the rest.</summary>
    private static BsonDocument Sums => new()
    {
        { "batches", new BsonDocument("$size", "$tail") }, { "bytes", new BsonDocument("$sum", "$tail.size") }, { "due", new BsonDocument("$min", "$timers.due") },
    };

    private BsonDocument Timers()
    {
        var set = append.SetTimers.Where(timer => !append.ClearTimers.Contains(timer.Id)).GroupBy(timer => timer.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var touched = new BsonArray(append.SetTimers.Select(timer => timer.Id).Concat(append.ClearTimers).Distinct(StringComparer.Ordinal));
        var kept = Expressions.Filter(
            Expressions.Call("$ifNull", "$timers", new BsonArray()),
            Expressions.Call("$not", Expressions.Call("$in", "$$this.id", Expressions.Literal(touched))));
        return Expressions.Call("$concatArrays", kept, new BsonArray(set.Select(timer => new BsonDocument
        {
            { "id", Expressions.Literal(timer.Id) }, { "due", Expressions.Call("$add", Expressions.Now, Expressions.Literal((long)timer.Delay.TotalMilliseconds)) },
        })));
    }

    private void Refuse(BsonDocument? run)
    {
        if (append.Lease is { } lease && (run is null || lease.RunId != append.RunId || !run["isHeld"].AsBoolean || run["lease"]["owner"] != lease.Owner || run["lease"]["token"] != lease.Token))
        {
            throw new StorageException(StorageFailure.Fenced, $"The lease of run {append.RunId} has ended or is held by another process.");
        }

        var last = run?["last"].ToInt64() ?? 0;
        if (last != append.ExpectedSequence)
        {
            throw new StorageException(StorageFailure.Conflict, $"Run {append.RunId} is at sequence {last}, not {append.ExpectedSequence}.");
        }
    }

    /// <summary>Moves the latest batches to where the older ones are. Another client may be doing the same.</summary>
    private async Task MoveAsync(BsonDocument run, CancellationToken cancellationToken)
    {
        if (!run.TryGetValue("tail", out var tail) || tail.AsBsonArray.Count == 0)
        {
            return;
        }

        var life = run["life"];
        try
        {
            await store.Batches.InsertManyAsync(tail.AsBsonArray.Select(batch => new BsonDocument("life", life).Merge(batch.AsBsonDocument)), new InsertManyOptions { IsOrdered = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
        {
            // What was moved already stays.
        }

        var moved = tail.AsBsonArray[^1]["last"];
        await store.Runs.UpdateOneAsync(
            new BsonDocument { { "_id", append.RunId }, { "life", life } },
            Expressions.Update(new BsonDocument("tail", Expressions.Filter("$tail", Expressions.Call("$gt", "$$this.last", moved))), Sums), cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
