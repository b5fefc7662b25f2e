using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>The documents of one collection. They are never changed, only replaced, so that an answer may be written while others work.</summary>
internal sealed class StoredCollection
{
    private const int MostBytes = 16 * 1024 * 1024;
    private readonly SortedDictionary<BsonValue, BsonDocument> _byId = new(BsonOrder.Instance!);
    private readonly Dictionary<string, Dictionary<BsonValue, SortedDictionary<BsonValue, BsonDocument>>> _byField = [];
    private readonly Dictionary<string, (string[] Fields, SortedSet<BsonValue> Keys)> _unique = [];

    public IEnumerable<BsonDocument> All => _byId.Values;

    public void Index(BsonDocument keys, bool isUnique)
    {
        var name = keys.ToJson();
        if (isUnique && !_unique.ContainsKey(name))
        {
            var fields = keys.Names.ToArray();
            var taken = new SortedSet<BsonValue>(BsonOrder.Instance!);
            foreach (var document in All)
            {
                if (!taken.Add(Key(document, fields)))
                {
                    throw ServerError.Duplicate($"index: {name}");
                }
            }

            _unique[name] = (fields, taken);
        }

        if (keys.GetElement(0).Name is var first && !_byField.ContainsKey(first))
        {
            _byField[first] = [];
            foreach (var document in All)
            {
                Enter(first, document);
            }
        }
    }

    /// <summary>The documents that a filter means; an index on a field that it fixes is used.</summary>
    public IEnumerable<BsonDocument> Find(BsonDocument filter, BsonDateTime now)
    {
        IEnumerable<BsonDocument> candidates = All;
        if (filter.TryGetValue("_id", out var id) && id is not BsonDocument)
        {
            candidates = _byId.TryGetValue(id, out var only) ? [only] : [];
        }
        else if (_byField.Keys.FirstOrDefault(field => filter.TryGetValue(field, out var wanted) && wanted is not (BsonDocument or BsonNull)) is { } indexed)
        {
            candidates = _byField[indexed].TryGetValue(filter[indexed], out var there) ? there.Values : [];
        }

        return candidates.Where(document => Filters.Matches(document, filter, now));
    }

    public void Insert(BsonDocument document)
    {
        if (!document.Contains("_id"))
        {
            document.InsertAt(0, new BsonElement("_id", ObjectId.GenerateNewId()));
        }

        Check(document);
        if (_byId.ContainsKey(document["_id"]))
        {
            throw ServerError.Duplicate($"index: _id_ dup key: {document["_id"]}");
        }

        foreach (var (fields, keys) in _unique.Values)
        {
            if (keys.Contains(Key(document, fields)))
            {
                throw ServerError.Duplicate($"index: {string.Join('_', fields)}");
            }
        }

        _byId.Add(document["_id"], document);
        foreach (var (fields, keys) in _unique.Values)
        {
            keys.Add(Key(document, fields));
        }

        foreach (var field in _byField.Keys)
        {
            Enter(field, document);
        }
    }

    public void Remove(BsonDocument document)
    {
        _byId.Remove(document["_id"]);
        foreach (var (fields, keys) in _unique.Values)
        {
            keys.Remove(Key(document, fields));
        }

        foreach (var (field, values) in _byField)
        {
            values[document.GetValue(field, BsonNull.Value)].Remove(document["_id"]);
        }
    }

    public void Replace(BsonDocument before, BsonDocument after)
    {
        Check(after);
        Remove(before);
        try
        {
            Insert(after);
        }
        catch (ServerError)
        {
            Insert(before);
            throw;
        }
    }

    private void Enter(string field, BsonDocument document)
    {
        var value = document.GetValue(field, BsonNull.Value);
        if (!_byField[field].TryGetValue(value, out var there))
        {
            _byField[field][value] = there = new SortedDictionary<BsonValue, BsonDocument>(BsonOrder.Instance!);
        }

        there.Add(document["_id"], document);
    }

    private static BsonArray Key(BsonDocument document, string[] fields) => [.. fields.Select(field => document.GetValue(field, BsonNull.Value))];

    private static void Check(BsonDocument document)
    {
        var bytes = document.ToBson().Length;
        if (bytes > MostBytes)
        {
            throw ServerError.TooLarge(bytes);
        }
    }
}
