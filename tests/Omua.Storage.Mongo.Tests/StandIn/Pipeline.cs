using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>Stages of an aggregation.</summary>
internal static class Pipeline
{
    public static IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> documents, IEnumerable<BsonDocument> stages, BsonDateTime now) =>
        stages.Aggregate(documents, (input, stage) => Stage(input, stage.GetElement(0).Name, stage[0], now));

    public static IEnumerable<BsonDocument> Sort(IEnumerable<BsonDocument> documents, BsonDocument order)
    {
        var sorted = documents.OrderBy(_ => 0);
        return order.Aggregate(sorted, (sofar, key) => key.Value.ToInt32() > 0
            ? sofar.ThenBy(document => Paths.Get(document, key.Name), BsonOrder.Instance)
            : sofar.ThenByDescending(document => Paths.Get(document, key.Name), BsonOrder.Instance));
    }

    private static IEnumerable<BsonDocument> Stage(IEnumerable<BsonDocument> input, string name, BsonValue argument, BsonDateTime now) => name switch
    {
        "$match" => input.Where(document => Filters.Matches(document, argument.AsBsonDocument, now)),
        "$sort" => Sort(input, argument.AsBsonDocument),
        "$limit" => input.Take(argument.ToInt32()),
        "$unwind" => input.SelectMany(document => Unwind(document, argument.AsString[1..])),
        "$group" => Group(input, argument.AsBsonDocument, now),
        "$addFields" => input.Select(document => Updates.Apply(document, new BsonArray { new BsonDocument("$addFields", argument) }, now, isInsert: false)),
        "$project" => input.Select(document => Project(document, argument.AsBsonDocument, now)),
        _ => throw ServerError.Unknown($"the stage {name}"),
    };

    private static IEnumerable<BsonDocument> Unwind(BsonDocument document, string field) => Paths.Get(document, field) is BsonArray items
        ? items.Select(item =>
        {
            var one = document.DeepClone().AsBsonDocument;
            one[field] = item;
            return one;
        })
        : [];

    private static BsonDocument Project(BsonDocument document, BsonDocument fields, BsonDateTime now)
    {
        var evaluator = new Evaluator(document, now);
        var shown = new BsonDocument();
        foreach (var field in fields.Prepend(new BsonElement("_id", 1)))
        {
            if ((field.Value is BsonInt32 { Value: 1 } ? Paths.Get(document, field.Name) : evaluator.Value(field.Value)) is { } value)
            {
                shown[field.Name] = value;
            }
        }

        return shown;
    }

    private static IEnumerable<BsonDocument> Group(IEnumerable<BsonDocument> input, BsonDocument fields, BsonDateTime now)
    {
        var groups = new SortedDictionary<BsonValue, List<BsonDocument>>(BsonOrder.Instance!);
        foreach (var document in input)
        {
            var key = new Evaluator(document, now).Value(fields["_id"]) ?? BsonNull.Value;
            if (!groups.TryGetValue(key, out var members))
            {
                groups[key] = members = [];
            }

            members.Add(document);
        }

        return groups.Select(group => new BsonDocument(fields.Select(field => field.Name == "_id" ? new BsonElement("_id", group.Key) : new BsonElement(field.Name, Gather(field.Value.AsBsonDocument, group.Value, now)))));
    }

    private static BsonValue Gather(BsonDocument gathering, List<BsonDocument> members, BsonDateTime now)
    {
        var values = members.Select(member => new Evaluator(member, now).Value(gathering[0])!);
        return gathering.GetElement(0).Name switch
        {
            "$sum" => values.Aggregate(Evaluator.Plus),
            "$min" => values.Min(BsonOrder.Instance)!,
            "$max" => values.Max(BsonOrder.Instance)!,
            var other => throw ServerError.Unknown($"the accumulator {other}"),
        };
    }
}
