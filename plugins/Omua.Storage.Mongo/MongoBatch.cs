using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Omua.Storage.Mongo;

/// <summary>The events of one append, as one document: <c>first</c>, <c>last</c>, <c>at</c>, and the events themselves or the name of the blob that holds them.</summary>
internal static class MongoBatch
{
    private const string Events = "events";
    private const string Blob = "blob";

    /// <summary>The batch as an update sets it. Large ones are written to a blob first.</summary>
    public static async Task<BsonDocument> WriteAsync(MongoBlobs blobs, JournalAppend append, CancellationToken cancellationToken)
    {
        var events = new BsonArray(append.Events.Select(each => new BsonDocument { { "kind", each.Kind }, { "json", each.Json } }));
        var size = append.Events.Sum(each => 40L + Encoding.UTF8.GetByteCount(each.Kind) + Encoding.UTF8.GetByteCount(each.Json));
        var batch = new BsonDocument
        {
            { "first", Expressions.Literal(append.ExpectedSequence + 1) },
            { "last", Expressions.Literal(append.ExpectedSequence + append.Events.Count) },
            { "at", At(append) },
        };
        if (size > MongoBlobs.Threshold)
        {
            var content = new BsonDocument(Events, events).ToBson();
            batch[Blob] = await blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            batch["length"] = Expressions.Literal(content.Length);
            size = 0;
        }
        else
        {
            batch[Events] = Expressions.Literal(events);
        }

        batch["size"] = Expressions.Literal(size);
        return batch;
    }

    /// <summary>The time of an append's events: the server's, or that of the store that it is copied from.</summary>
    public static BsonValue At(JournalAppend append) => append.RecordedAt is { } then ? Expressions.Literal(new BsonDateTime(then.ToUnixTimeMilliseconds())) : Expressions.Now;

    /// <summary>The events; null where their blob is gone, because the run was deleted meanwhile.</summary>
    public static async Task<List<JournalEvent>?> ReadAsync(MongoBlobs blobs, BsonDocument batch, CancellationToken cancellationToken)
    {
        if (batch.TryGetValue(Blob, out var blob))
        {
            if (await blobs.ReadAsync(blob, batch["length"].ToInt32(), cancellationToken).ConfigureAwait(false) is not { } content)
            {
                return null;
            }

            return Numbered(batch, BsonSerializer.Deserialize<BsonDocument>(content)[Events].AsBsonArray);
        }

        return Numbered(batch, batch[Events].AsBsonArray);
    }

    private static List<JournalEvent> Numbered(BsonDocument batch, BsonArray events)
    {
        var (first, at) = (batch["first"].ToInt64(), (DateTimeOffset)batch["at"].ToUniversalTime());
        return [.. events.Select((each, index) => new JournalEvent(first + index, each["kind"].AsString, each["json"].AsString, at))];
    }
}
