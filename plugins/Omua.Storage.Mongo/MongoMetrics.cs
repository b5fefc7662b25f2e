using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>
/// Figures over time, a document a point. The points of one write become visible at once without a transaction: a write takes a number and is noted as under way, its
/// points carry the number, and it is over when the note is taken away. A read looks at the notes first, once.
/// </summary>
internal sealed class MongoMetrics(MongoStore store) : IMetricStore
{
    private const int ReadBatch = 2_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);
    private static readonly BsonDocument Notes = new("_id", "points");

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(points);
        return store.RunAsync(async () =>
        {
            if (points.Count == 0)
            {
                return points.Count;
            }

            var noted = await store.Numbers.FindOneAndUpdateAsync<BsonDocument>(Notes, Expressions.Update(new BsonDocument
            {
                { "next", Expressions.Call("$add", Expressions.Call("$ifNull", "$next", 0L), 1L) },
                { "open", Expressions.Call("$concatArrays", Expressions.Call("$ifNull", "$open", new BsonArray()), new BsonArray { new BsonDocument { { "write", Expressions.Call("$ifNull", "$next", 0L) }, { "since", Expressions.Now } } }) },
            }), new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After }, cancellationToken).ConfigureAwait(false);
            var write = noted["next"].ToInt64() - 1;
            await store.Points.InsertManyAsync(points.Select(point => Row(point, write)), new InsertManyOptions { IsOrdered = false }, cancellationToken).ConfigureAwait(false);
            // What makes the points seen is sent once and waited for.
            cancellationToken.ThrowIfCancellationRequested();
            await store.Numbers.UpdateOneAsync(Notes, Over(write), cancellationToken: CancellationToken.None).ConfigureAwait(false);
            return points.Count;
        }, cancellationToken);
    }

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        return store.RunAsync<IReadOnlyList<MetricGroup>>(async () =>
        {
            var key = new BsonDocument("bucket", query.Bucket is { } width ? Bucket((long)width.TotalMilliseconds) : Expressions.Literal(0L));
            var order = new BsonDocument("_id.bucket", 1);
            for (var index = 0; index < query.GroupBy.Count; index++)
            {
                key[$"g{index}"] = ValueOf(query.GroupBy[index]);
                order[$"_id.g{index}"] = 1;
            }

            var groups = await MongoStore.AggregateAsync(store.Points, cancellationToken,
                Expressions.Match(await FilterAsync(query, cancellationToken).ConfigureAwait(false)),
                new BsonDocument("$group", new BsonDocument
                {
                    { "_id", key }, { "count", new BsonDocument("$sum", 1L) }, { "sum", new BsonDocument("$sum", "$value") }, { "min", new BsonDocument("$min", "$value") }, { "max", new BsonDocument("$max", "$value") },
                }),
                new BsonDocument("$sort", order)).ConfigureAwait(false);
            return [.. groups.Select(group => Group(query, group))];
        }, cancellationToken);
    }

    /// <summary>Batch by batch, each a read of its own: a slow consumer holds no cursor open.</summary>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StorageArguments.Check(query);
        var filter = await store.RunAsync(() => FilterAsync(query, cancellationToken), cancellationToken).ConfigureAwait(false);
        BsonDocument? last = null;
        do
        {
            var behind = last is null ? filter : new BsonDocument("$and", new BsonArray
            {
                filter,
                new BsonDocument("$or", new BsonArray
                {
                    new BsonDocument("at", new BsonDocument("$gt", last["at"])),
                    new BsonDocument { { "at", last["at"] }, { "_id", new BsonDocument("$gt", last["_id"]) } },
                }),
            });
            var batch = await store.RunAsync(() => store.Points.Find(behind).Sort(new BsonDocument { { "at", 1 }, { "_id", 1 } }).Limit(ReadBatch).ToListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var row in batch)
            {
                yield return Point(row);
            }

            last = batch.Count < ReadBatch ? null : batch[^1];
        }
        while (last is not null);
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => store.RunAsync<IReadOnlyList<string>>(async () =>
    [
        .. (await MongoStore.AggregateAsync(store.Points, cancellationToken,
            Expressions.Match(await VisibleAsync(cancellationToken).ConfigureAwait(false)),
            new BsonDocument("$group", new BsonDocument("_id", "$name")),
            new BsonDocument("$sort", new BsonDocument("_id", 1))).ConfigureAwait(false)).Select(group => group["_id"].AsString),
    ], cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => store.RunAsync(async () =>
        (await store.Points.DeleteManyAsync((await VisibleAsync(cancellationToken).ConfigureAwait(false)).Merge(new BsonDocument
        {
            { "name", name }, { "at", new BsonDocument("$lt", Milliseconds(before)) },
        }), cancellationToken).ConfigureAwait(false)).DeletedCount, cancellationToken);

    /// <summary>Takes away what writers left that ended in the middle of a write, a day ago or more.</summary>
    public static async Task SweepAsync(MongoStore store, CancellationToken cancellationToken)
    {
        var old = Expressions.Call("$lt", "$$this.since", Expressions.Call("$subtract", Expressions.Now, (long)Forgotten.TotalMilliseconds));
        var notes = await MongoStore.AggregateAsync(store.Numbers, cancellationToken, Expressions.Match(Notes), new BsonDocument("$project", new BsonDocument("open", Expressions.Filter("$open", old)))).ConfigureAwait(false);
        foreach (var write in notes.SelectMany(each => each["open"].AsBsonArray).Select(note => note["write"]))
        {
            await store.Points.DeleteManyAsync(new BsonDocument("write", write), cancellationToken).ConfigureAwait(false);
            await store.Numbers.UpdateOneAsync(Notes, Over(write), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static BsonDocument Over(BsonValue write) => new("$pull", new BsonDocument("open", new BsonDocument("write", write)));

    /// <summary>The points of the writes that are over now.</summary>
    private async Task<BsonDocument> VisibleAsync(CancellationToken cancellationToken)
    {
        var notes = await store.Numbers.Find(Notes).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new BsonDocument("write", new BsonDocument { { "$lt", notes?["next"] ?? 0L }, { "$nin", new BsonArray(notes?["open"].AsBsonArray.Select(note => note["write"]) ?? []) } });
    }

    private async Task<BsonDocument> FilterAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("name", query.Name).Merge(await VisibleAsync(cancellationToken).ConfigureAwait(false));
        var at = new BsonDocument();
        if (query.From is { } from)
        {
            at["$gte"] = Milliseconds(from);
        }

        if (query.Before is { } before)
        {
            at["$lt"] = Milliseconds(before);
        }

        if (at.ElementCount > 0)
        {
            filter["at"] = at;
        }

        if (query.Where.Count > 0)
        {
            filter["$expr"] = Expressions.Call("$and", [.. query.Where.Select(tag => Expressions.Call("$eq", ValueOf(tag.Key), Expressions.Literal(tag.Value)))]);
        }

        return filter;
    }

    /// <summary>A limit inside a millisecond: the points of that millisecond stand at its beginning.</summary>
    private static long Milliseconds(DateTimeOffset limit) => limit.ToUnixTimeMilliseconds() is var whole && DateTimeOffset.FromUnixTimeMilliseconds(whole) < limit ? whole + 1 : whole;

    /// <summary>Rounds down to the bucket, times before 1970 too (the server's remainder has the sign of the time).</summary>
    private static BsonDocument Bucket(long width) => Expressions.Call("$subtract", "$at", Expressions.Call("$mod", Expressions.Call("$add", Expressions.Call("$mod", "$at", width), width), width));

    /// <summary>The value of a tag; empty where the point has none. Tags are data: their names are no fields.</summary>
    private static BsonDocument ValueOf(string tag) => Expressions.Call("$ifNull", Expressions.Call("$arrayElemAt", new BsonDocument("$map", new BsonDocument
    {
        { "input", Expressions.Filter("$tags", Expressions.Call("$eq", "$$this.name", Expressions.Literal(tag))) }, { "in", "$$this.value" },
    }), 0), Expressions.Literal(""));

    private static BsonDocument Row(MetricPoint point, long write) => new()
    {
        { "write", write }, { "name", point.Name }, { "at", point.Timestamp.ToUnixTimeMilliseconds() }, { "value", point.Value },
        { "tags", new BsonArray(point.Tags.Select(tag => new BsonDocument { { "name", tag.Key }, { "value", tag.Value } })) },
    };

    private static MetricPoint Point(BsonDocument row) => new(row["name"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(row["at"].ToInt64()), row["value"].AsDouble)
    {
        Tags = row["tags"].AsBsonArray.ToDictionary(tag => tag["name"].AsString, tag => tag["value"].AsString, StringComparer.Ordinal),
    };

    private static MetricGroup Group(MetricQuery query, BsonDocument group) => new(
        query.GroupBy.Select((tag, index) => KeyValuePair.Create(tag, group["_id"][$"g{index}"].AsString)).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal),
        query.Bucket is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(group["_id"]["bucket"].ToInt64()),
        group["count"].ToInt64(), group["sum"].ToDouble(), group["min"].ToDouble(), group["max"].ToDouble());
}
