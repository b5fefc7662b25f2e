using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>The lease of a run, on the server's clock. Tokens are numbers of one counter, so that they grow even where a run was deleted in between.</summary>
internal sealed class MongoLease(MongoStore store, string runId, string owner, TimeSpan duration)
{
    private static readonly FindOneAndUpdateOptions<BsonDocument> Changed = new() { ReturnDocument = ReturnDocument.After };

    private static readonly BsonDocument IsHeld = Expressions.Call("$gt", "$lease.expires", Expressions.Now);

    private BsonDocument Expires => Expressions.Call("$add", Expressions.Now, Expressions.Literal((long)duration.TotalMilliseconds));

    public async Task<RunLease?> TakeAsync(CancellationToken cancellationToken) => (await store.DecideAsync(() => OnceAsync(cancellationToken), cancellationToken).ConfigureAwait(false)).Lease;

    /// <summary>One attempt; null where the lease was taken and ended while this was deciding.</summary>
    private async Task<Answer?> OnceAsync(CancellationToken cancellationToken)
    {
        var own = new BsonDocument { { "_id", runId }, { "lease.owner", owner }, { "$expr", IsHeld } };
        if (await ChangeAsync(own, new BsonDocument("lease.expires", Expires), cancellationToken).ConfigureAwait(false) is { } renewed)
        {
            return new Answer(renewed);
        }

        await BeginAsync(cancellationToken).ConfigureAwait(false);
        var token = await store.NextAsync("token", cancellationToken).ConfigureAwait(false);
        var free = new BsonDocument
        {
            { "_id", runId },
            { "$expr", Expressions.Call("$not", IsHeld) },
            // Numbers are taken before they are used: one that was taken later may have been used already.
            { "lease.token", new BsonDocument("$not", new BsonDocument("$gt", token)) },
        };
        if (await ChangeAsync(free, new BsonDocument("lease", new BsonDocument { { "owner", Expressions.Literal(owner) }, { "token", Expressions.Literal(token) }, { "expires", Expires } }), cancellationToken).ConfigureAwait(false) is { } taken)
        {
            return new Answer(taken);
        }

        var others = new BsonDocument { { "_id", runId }, { "lease.owner", new BsonDocument("$ne", owner) }, { "$expr", IsHeld } };
        return await store.Runs.Find(others).AnyAsync(cancellationToken).ConfigureAwait(false) ? new Answer(null) : null;
    }

    /// <summary>A run may be leased before it begins.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.Runs.UpdateOneAsync(new BsonDocument("_id", runId), new BsonDocument("$setOnInsert", new BsonDocument("last", 0L)), new UpdateOptions { IsUpsert = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
        {
            // Another began it at the same moment.
        }
    }

    private async Task<RunLease?> ChangeAsync(BsonDocument filter, BsonDocument set, CancellationToken cancellationToken)
    {
        var run = await store.Runs.FindOneAndUpdateAsync(filter, Expressions.Update(set), Changed, cancellationToken).ConfigureAwait(false);
        return run is null ? null : new RunLease(runId, run["lease"]["owner"].AsString, run["lease"]["token"].ToInt64(), run["lease"]["expires"].ToUniversalTime());
    }

    /// <summary>What was decided: the lease, or that another holds it.</summary>
    private sealed record Answer(RunLease? Lease);
}
