using System.Text;
using MongoDB.Bson;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>The order of values as MongoDB documents it: by kind, then by value; texts by their UTF-8 bytes. A missing value is null here and comes first.</summary>
internal sealed class BsonOrder : IComparer<BsonValue?>
{
    public static BsonOrder Instance { get; } = new();

    public int Compare(BsonValue? x, BsonValue? y)
    {
        var kind = Kind(x).CompareTo(Kind(y));
        if (kind != 0 || x is null || y is null)
        {
            return kind;
        }

        return x switch
        {
            BsonString text => Encoding.UTF8.GetBytes(text.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y.AsString)),
            BsonDocument document => Documents(document, y.AsBsonDocument),
            BsonArray array => Arrays(array, y.AsBsonArray),
            BsonDouble or BsonDecimal128 => x.ToDouble().CompareTo(y.ToDouble()),
            BsonInt32 or BsonInt64 => y.IsDouble ? x.ToDouble().CompareTo(y.ToDouble()) : x.ToInt64().CompareTo(y.ToInt64()),
            _ => x.CompareTo(y),
        };
    }

    public static bool Same(BsonValue? x, BsonValue? y) => Instance.Compare(x, y) == 0;

    private static int Kind(BsonValue? value) => value switch
    {
        null => 0,
        BsonNull => 1,
        BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128 => 2,
        BsonString => 3,
        BsonDocument => 4,
        BsonArray => 5,
        BsonBinaryData => 6,
        BsonObjectId => 7,
        BsonBoolean => 8,
        BsonDateTime => 9,
        _ => throw new NotSupportedException($"the stand-in does not order a {value.BsonType}"),
    };

    private int Documents(BsonDocument x, BsonDocument y)
    {
        for (var index = 0; index < Math.Min(x.ElementCount, y.ElementCount); index++)
        {
            var (one, two) = (x.GetElement(index), y.GetElement(index));
            var order = Kind(one.Value).CompareTo(Kind(two.Value));
            order = order != 0 ? order : string.CompareOrdinal(one.Name, two.Name);
            order = order != 0 ? order : Compare(one.Value, two.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return x.ElementCount.CompareTo(y.ElementCount);
    }

    private int Arrays(BsonArray x, BsonArray y)
    {
        var order = x.Zip(y, Compare).FirstOrDefault(each => each != 0);
        return order != 0 ? order : x.Count.CompareTo(y.Count);
    }
}
