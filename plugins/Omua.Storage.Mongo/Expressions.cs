using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>Expressions that the server evaluates. What comes from a caller is data: it stands in <c>$literal</c>, or a text that begins with a dollar would be read as a field.</summary>
internal static class Expressions
{
    /// <summary>The server's clock.</summary>
    public const string Now = "$$NOW";

    public static BsonDocument Literal(BsonValue value) => new("$literal", value);

    public static BsonDocument Call(string function, params BsonValue[] arguments) => new(function, new BsonArray(arguments));

    /// <summary>The items of a list for which a condition over <c>$$this</c> holds.</summary>
    public static BsonDocument Filter(BsonValue list, BsonValue condition) => new("$filter", new BsonDocument { { "input", list }, { "cond", condition } });

    public static BsonDocument Match(BsonDocument condition) => new("$match", condition);

    /// <summary>A condition that only an expression can say.</summary>
    public static BsonDocument Holds(BsonValue expression) => new("$expr", expression);

    /// <summary>An update whose steps see the document as it is then.</summary>
    public static UpdateDefinition<BsonDocument> Update(params BsonDocument[] sets) =>
        Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(sets.Select(set => new BsonDocument("$set", set))));
}
