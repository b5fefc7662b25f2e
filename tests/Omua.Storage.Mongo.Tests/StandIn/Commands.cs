using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>The commands that the driver sends, one at a time: each is atomic, as changes of one document are on a server.</summary>
internal sealed class Commands(Func<DateTimeOffset> clock)
{
    private const int FirstBatch = 101;
    private const int BatchBytes = 16 * 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredCollection> _collections = [];
    private readonly Dictionary<long, (string Name, Queue<BsonDocument> Left)> _cursors = [];
    private long _cursor;

    public BsonDocument Run(BsonDocument command)
    {
        lock (_lock)
        {
            var name = command.GetElement(0).Name;
            var now = new BsonDateTime(clock().ToUnixTimeMilliseconds());
            try
            {
                return Answer(name, command, now).Set("ok", 1d);
            }
            catch (ServerError error)
            {
                return new BsonDocument { { "ok", 0d }, { "errmsg", error.Message }, { "code", error.Code }, { "codeName", error.Name } };
            }
        }
    }

    private BsonDocument Answer(string name, BsonDocument command, BsonDateTime now) => name switch
    {
        "hello" or "isMaster" or "ismaster" => new BsonDocument
        {
            { "helloOk", true }, { "ismaster", true }, { "isWritablePrimary", true }, { "maxBsonObjectSize", 16 * 1024 * 1024 }, { "maxMessageSizeBytes", 48_000_000 },
            { "maxWriteBatchSize", 100_000 }, { "localTime", now }, { "logicalSessionTimeoutMinutes", 30 }, { "minWireVersion", 0 }, { "maxWireVersion", 21 }, { "readOnly", false },
        },
        "ping" or "endSessions" or "killCursors" => [],
        "buildInfo" => new BsonDocument("version", "7.0.0"),
        "createIndexes" => CreateIndexes(command),
        "insert" => Insert(command),
        "update" => Update(command, now),
        "delete" => Delete(command, now),
        "findAndModify" => FindAndModify(command, now),
        "find" => Find(command, now),
        "aggregate" => Aggregate(command, now),
        "getMore" => GetMore(command),
        _ => throw new ServerError(59, "CommandNotFound", $"the stand-in has no command '{name}'"),
    };

    private StoredCollection Collection(BsonDocument command) => Collection(Name(command));

    private StoredCollection Collection(string name) => _collections.TryGetValue(name, out var there) ? there : _collections[name] = new StoredCollection();

    private static string Name(BsonDocument command) => $"{command["$db"].AsString}.{command[0].AsString}";

    private BsonDocument CreateIndexes(BsonDocument command)
    {
        foreach (var index in command["indexes"].AsBsonArray.Select(index => index.AsBsonDocument))
        {
            Collection(command).Index(index["key"].AsBsonDocument, index.GetValue("unique", false).AsBoolean);
        }

        return [];
    }

    private BsonDocument Insert(BsonDocument command) => Each(command, "documents", document =>
    {
        Collection(command).Insert(document);
        return 1;
    });

    private BsonDocument Delete(BsonDocument command, BsonDateTime now) => Each(command, "deletes", delete =>
    {
        var found = Collection(command).Find(delete["q"].AsBsonDocument, now).Take(delete["limit"].ToInt32() is 0 ? int.MaxValue : 1).ToList();
        found.ForEach(Collection(command).Remove);
        return found.Count;
    });

    private BsonDocument Update(BsonDocument command, BsonDateTime now)
    {
        var upserted = new BsonArray();
        var number = 0;
        var answer = Each(command, "updates", update =>
        {
            if (update.GetValue("multi", false).ToBoolean())
            {
                throw ServerError.Unknown("an update of many");
            }

            var (before, after) = Change(Collection(command), update["q"].AsBsonDocument, update["u"], update.GetValue("upsert", false).ToBoolean(), now);
            if (before is null && after is not null)
            {
                upserted.Add(new BsonDocument { { "index", number }, { "_id", after["_id"] } });
            }

            number++;
            return after is null ? 0 : 1;
        });
        answer["nModified"] = answer["n"].ToInt32() - upserted.Count;
        return upserted.Count > 0 ? answer.Set("upserted", upserted) : answer;
    }

    private BsonDocument FindAndModify(BsonDocument command, BsonDateTime now)
    {
        var collection = Collection(command);
        var query = command["query"].AsBsonDocument;
        if (command.GetValue("remove", false).ToBoolean())
        {
            var removed = collection.Find(query, now).FirstOrDefault();
            if (removed is not null)
            {
                collection.Remove(removed);
            }

            return new BsonDocument("value", (BsonValue?)removed ?? BsonNull.Value);
        }

        var (before, after) = Change(collection, query, command["update"], command.GetValue("upsert", false).ToBoolean(), now);
        return new BsonDocument("value", (BsonValue?)(command.GetValue("new", false).ToBoolean() ? after : before) ?? BsonNull.Value);
    }

    private static (BsonDocument? Before, BsonDocument? After) Change(StoredCollection collection, BsonDocument query, BsonValue update, bool isUpsert, BsonDateTime now)
    {
        if (isUpsert && query.Contains("$expr"))
        {
            throw new ServerError(224, "QueryFeatureNotAllowed", "$expr is not allowed in the query predicate for an upsert");
        }

        if (collection.Find(query, now).FirstOrDefault() is { } before)
        {
            var after = Updates.Apply(before, update, now, isInsert: false);
            collection.Replace(before, after);
            return (before, after);
        }

        if (!isUpsert)
        {
            return (null, null);
        }

        var seed = new BsonDocument(query.Where(element => element.Value is not BsonDocument && !element.Name.StartsWith('$') && !element.Name.Contains('.', StringComparison.Ordinal)));
        var made = Updates.Apply(seed, update, now, isInsert: true);
        collection.Insert(made);
        return (null, made);
    }

    private BsonDocument Find(BsonDocument command, BsonDateTime now)
    {
        var found = Collection(command).Find(command.GetValue("filter", new BsonDocument()).AsBsonDocument, now);
        found = command.TryGetValue("sort", out var order) ? Pipeline.Sort(found, order.AsBsonDocument) : found;
        found = command.TryGetValue("limit", out var limit) && limit.ToInt32() > 0 ? found.Take(limit.ToInt32()) : found;
        return Cursor(command, found);
    }

    private BsonDocument Aggregate(BsonDocument command, BsonDateTime now)
    {
        var stages = command["pipeline"].AsBsonArray.Select(stage => stage.AsBsonDocument).ToList();
        var first = stages.FirstOrDefault()?.GetValue("$match", new BsonDocument()).AsBsonDocument ?? [];
        return Cursor(command, Pipeline.Run(Collection(command).Find(first, now), stages, now));
    }

    private BsonDocument Cursor(BsonDocument command, IEnumerable<BsonDocument> found)
    {
        _cursors[++_cursor] = (Name(command), new Queue<BsonDocument>(found));
        return Batch(_cursor, "firstBatch", command.TryGetValue("batchSize", out var size) ? size.ToInt32() : FirstBatch);
    }

    private BsonDocument GetMore(BsonDocument command) => _cursors.ContainsKey(command[0].ToInt64())
        ? Batch(command[0].ToInt64(), "nextBatch", int.MaxValue)
        : throw new ServerError(43, "CursorNotFound", $"cursor id {command[0]} not found");

    private BsonDocument Batch(long id, string name, int most)
    {
        var (collection, rest) = _cursors[id];
        var batch = new BsonArray();
        for (var bytes = 0; rest.TryPeek(out var next) && batch.Count < most && (batch.Count == 0 || bytes + next.ToBson().Length <= BatchBytes); bytes += next.ToBson().Length)
        {
            batch.Add(rest.Dequeue());
        }

        if (rest.Count == 0)
        {
            _cursors.Remove(id);
        }

        return new BsonDocument("cursor", new BsonDocument { { "id", rest.Count == 0 ? 0L : id }, { "ns", collection }, { name, batch } });
    }

    /// <summary>Statements of one command, each for itself. What one fails with is an entry in the answer; where order counts the rest is not tried.</summary>
    private static BsonDocument Each(BsonDocument command, string list, Func<BsonDocument, int> run)
    {
        var (count, errors, index) = (0, new BsonArray(), 0);
        foreach (var statement in command[list].AsBsonArray.Select(statement => statement.AsBsonDocument))
        {
            try
            {
                count += run(statement);
            }
            catch (ServerError error)
            {
                errors.Add(new BsonDocument { { "index", index }, { "code", error.Code }, { "errmsg", error.Message } });
                if (command.GetValue("ordered", true).ToBoolean())
                {
                    break;
                }
            }

            index++;
        }

        var answer = new BsonDocument("n", count);
        return errors.Count > 0 ? answer.Set("writeErrors", errors) : answer;
    }
}
