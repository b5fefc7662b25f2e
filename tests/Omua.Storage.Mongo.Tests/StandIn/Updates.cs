using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>A document as an update makes it of another, which stays as it is.</summary>
internal static class Updates
{
    public static BsonDocument Apply(BsonDocument before, BsonValue update, BsonDateTime now, bool isInsert) =>
        update is BsonArray stages ? stages.Aggregate(before, (document, stage) => Stage(document, stage.AsBsonDocument, now)) : Operators(before, update.AsBsonDocument, now, isInsert);

    private static BsonDocument Stage(BsonDocument before, BsonDocument stage, BsonDateTime now)
    {
        if (stage.ElementCount != 1 || stage.GetElement(0).Name is not ("$set" or "$addFields"))
        {
            throw ServerError.Unknown($"the stage {stage.Names.FirstOrDefault()} of an update");
        }

        var evaluator = new Evaluator(before, now);
        var after = before.DeepClone().AsBsonDocument;
        foreach (var field in stage[0].AsBsonDocument)
        {
            if (evaluator.Value(field.Value) is { } value)
            {
                Paths.Set(after, field.Name, value);
            }
        }

        return after;
    }

    private static BsonDocument Operators(BsonDocument before, BsonDocument update, BsonDateTime now, bool isInsert)
    {
        var after = before.DeepClone().AsBsonDocument;
        foreach (var change in update.Where(change => change.Name != "$setOnInsert" || isInsert))
        {
            foreach (var field in change.Value.AsBsonDocument)
            {
                Change(after, change.Name, field, now);
            }
        }

        return after;
    }

    private static void Change(BsonDocument after, string change, BsonElement field, BsonDateTime now)
    {
        var value = Paths.Get(after, field.Name);
        switch (change)
        {
            case "$set" or "$setOnInsert":
                Paths.Set(after, field.Name, field.Value);
                break;
            case "$unset" when !field.Name.Contains('.', StringComparison.Ordinal):
                after.Remove(field.Name);
                break;
            case "$inc":
                Paths.Set(after, field.Name, value is null ? field.Value : Evaluator.Plus(value, field.Value));
                break;
            case "$max":
                Paths.Set(after, field.Name, value is null || BsonOrder.Instance.Compare(value, field.Value) < 0 ? field.Value : value);
                break;
            case "$currentDate":
                Paths.Set(after, field.Name, now);
                break;
            case "$pull":
                Paths.Set(after, field.Name, new BsonArray(value!.AsBsonArray.Where(item => !Filters.Matches(item.AsBsonDocument, field.Value.AsBsonDocument, now))));
                break;
            default:
                throw ServerError.Unknown($"the update {change} of {field.Name}");
        }
    }
}
