using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>Whether a document is meant by a filter.</summary>
internal static class Filters
{
    public static bool Matches(BsonDocument document, BsonDocument filter, BsonDateTime now) => filter.All(element => element.Name switch
    {
        "$and" => element.Value.AsBsonArray.All(part => Matches(document, part.AsBsonDocument, now)),
        "$or" => element.Value.AsBsonArray.Any(part => Matches(document, part.AsBsonDocument, now)),
        "$expr" => new Evaluator(document, now).IsTrue(element.Value),
        ['$', ..] => throw ServerError.Unknown($"the filter {element.Name}"),
        _ => Holds(Paths.Get(document, element.Name), element.Value),
    });

    private static bool Holds(BsonValue? value, BsonValue wanted)
    {
        if (wanted is not BsonDocument conditions || conditions.ElementCount == 0 || !conditions.GetElement(0).Name.StartsWith('$'))
        {
            return Equal(value, wanted);
        }

        return conditions.All(condition => condition.Name switch
        {
            "$exists" => condition.Value.ToBoolean() == value is not null,
            "$ne" => !Equal(value, condition.Value),
            "$nin" => !condition.Value.AsBsonArray.Any(item => Equal(value, item)),
            "$not" => !Holds(value, condition.Value),
            "$gt" => Compares(value, condition.Value, order => order > 0),
            "$gte" => Compares(value, condition.Value, order => order >= 0),
            "$lt" => Compares(value, condition.Value, order => order < 0),
            _ => throw ServerError.Unknown($"the condition {condition.Name}"),
        });
    }

    /// <summary>A missing field is equal to null in a filter.</summary>
    private static bool Equal(BsonValue? value, BsonValue wanted) => wanted.IsBsonNull ? value is null or BsonNull : BsonOrder.Same(value, wanted);

    /// <summary>Only values of one kind are compared in a filter.</summary>
    private static bool Compares(BsonValue? value, BsonValue limit, Func<int, bool> isRight) =>
        value is not null && (value.GetType() == limit.GetType() || (value.IsNumeric && limit.IsNumeric)) && isRight(BsonOrder.Instance.Compare(value, limit));
}
