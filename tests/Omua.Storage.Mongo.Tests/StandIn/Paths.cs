using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>Values at dotted paths. A path through an array gives the array of what its items have there, as expressions see it.</summary>
internal static class Paths
{
    public static BsonValue? Get(BsonValue? value, string path) => path.Contains('.', StringComparison.Ordinal) ? path.Split('.').Aggregate(value, Step) : Step(value, path);

    public static void Set(BsonDocument document, string path, BsonValue value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (!document.TryGetValue(name, out var inner) || inner is not BsonDocument)
            {
                document[name] = inner = new BsonDocument();
            }

            document = inner.AsBsonDocument;
        }

        document[names[^1]] = value;
    }

    private static BsonValue? Step(BsonValue? value, string name) => value switch
    {
        BsonDocument document => document.TryGetValue(name, out var found) ? found : null,
        BsonArray array => new BsonArray(array.Select(item => Step(item, name)).OfType<BsonValue>()),
        _ => null,
    };
}
