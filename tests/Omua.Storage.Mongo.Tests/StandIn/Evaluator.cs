using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>Expressions of the aggregation language, those that the plugin uses. Whatever else comes is refused.</summary>
internal sealed class Evaluator(BsonDocument root, BsonDateTime now, BsonValue? current = null)
{
    public BsonValue? Value(BsonValue expression) => expression switch
    {
        BsonString { Value: "$$NOW" } => now,
        BsonString { Value: "$$this" } => current,
        BsonString { Value: ['$', '$', 't', 'h', 'i', 's', '.', .. var path] } => Paths.Get(current, path),
        BsonString { Value: ['$', '$', ..] } unknown => throw ServerError.Unknown($"the variable {unknown.Value}"),
        BsonString { Value: ['$', .. var path] } => Paths.Get(root, path),
        BsonDocument { ElementCount: 1 } call when call.GetElement(0).Name.StartsWith('$') => Call(call.GetElement(0).Name, call[0]),
        BsonDocument document => Object(document),
        BsonArray array => new BsonArray(array.Select(item => Value(item) ?? BsonNull.Value)),
        _ => expression,
    };

    public bool IsTrue(BsonValue expression) => Value(expression) is not (null or BsonNull or BsonBoolean { Value: false } or BsonInt32 { Value: 0 } or BsonInt64 { Value: 0 } or BsonDouble { Value: 0 });

    private BsonDocument Object(BsonDocument document)
    {
        if (document.Names.FirstOrDefault(name => name.StartsWith('$')) is { } wrong)
        {
            throw ServerError.Unknown($"{wrong} beside other fields");
        }

        return new BsonDocument(document.Select(element => (element.Name, Value: Value(element.Value))).Where(element => element.Value is not null).Select(element => new BsonElement(element.Name, element.Value)));
    }

    private BsonValue? Call(string function, BsonValue argument)
    {
        if (function == "$literal")
        {
            return argument;
        }

        if (function is "$filter" or "$map")
        {
            return EachOf(function, argument.AsBsonDocument);
        }

        if (function == "$cond")
        {
            return Value(argument[IsTrue(argument[0]) ? 1 : 2]);
        }

        var values = (argument is BsonArray list ? list : [argument]).Select(Value).ToList();
        return function switch
        {
            "$add" => Add(values),
            "$subtract" => values[0] is BsonDateTime date ? new BsonDateTime(date.MillisecondsSinceEpoch - values[1]!.ToInt64()) : values[0]!.ToInt64() - values[1]!.ToInt64(),
            "$mod" => values[0]!.ToInt64() % values[1]!.ToInt64(),
            "$concatArrays" => new BsonArray(values.SelectMany(value => value!.AsBsonArray)),
            "$arrayElemAt" => values[0]!.AsBsonArray.ElementAtOrDefault(values[1]!.ToInt32()),
            "$size" => values[0]!.AsBsonArray.Count,
            "$ifNull" => values.FirstOrDefault(value => value is not (null or BsonNull)) ?? values[^1],
            "$sum" => Numbers(values).Aggregate((BsonValue)0L, Plus),
            "$min" => Numbers(values).Min(BsonOrder.Instance) ?? BsonNull.Value,
            "$in" => values[1]!.AsBsonArray.Any(item => BsonOrder.Same(item, values[0])),
            "$not" => values[0] is null or BsonNull or BsonBoolean { Value: false },
            "$and" => values.TrueForAll(value => value is BsonBoolean { Value: true }),
            "$eq" => BsonOrder.Same(values[0], values[1]),
            "$gt" => BsonOrder.Instance.Compare(values[0], values[1]) > 0,
            "$lt" => BsonOrder.Instance.Compare(values[0], values[1]) < 0,
            "$lte" => BsonOrder.Instance.Compare(values[0], values[1]) <= 0,
            _ => throw ServerError.Unknown($"the expression {function}"),
        };
    }

    private BsonValue EachOf(string function, BsonDocument argument)
    {
        var items = Value(argument["input"]);
        if (items is null or BsonNull)
        {
            return BsonNull.Value;
        }

        return function == "$filter"
            ? new BsonArray(items.AsBsonArray.Where(item => new Evaluator(root, now, item).IsTrue(argument["cond"])))
            : new BsonArray(items.AsBsonArray.Select(item => new Evaluator(root, now, item).Value(argument["in"]) ?? BsonNull.Value));
    }

    private static BsonValue Add(List<BsonValue?> values)
    {
        var date = values.OfType<BsonDateTime>().FirstOrDefault();
        var rest = values.Where(value => value is not BsonDateTime).Aggregate((BsonValue)0L, (sum, value) => Plus(sum, value!));
        return date is null ? rest : new BsonDateTime(checked(date.MillisecondsSinceEpoch + rest.ToInt64()));
    }

    public static BsonValue Plus(BsonValue one, BsonValue two) => one.IsDouble || two.IsDouble ? one.ToDouble() + two.ToDouble() : checked(one.ToInt64() + two.ToInt64());

    /// <summary>One operand that is an array stands for its items; what is missing does not count.</summary>
    private static IEnumerable<BsonValue> Numbers(List<BsonValue?> values) => (values is [BsonArray only] ? only : values.AsEnumerable()).Where(value => value is not (null or BsonNull))!;
}
