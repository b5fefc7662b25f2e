using System.Globalization;
using MongoDB.Bson;

namespace Omua.Storage.Mongo;

/// <summary>Where a page of runs ended: created time and id, which never change, so that no run is listed twice or left out.</summary>
internal static class RunCursor
{
    public static string After(RunEntry entry) => $"{entry.CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}:{entry.RunId}";

    /// <summary>The runs behind it, as a condition.</summary>
    public static BsonDocument Behind(string cursor)
    {
        var colon = cursor.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !long.TryParse(cursor.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var created))
        {
            throw new StorageException(StorageFailure.Invalid, "The cursor is not one of this list; start again without one.");
        }

        var at = new BsonDateTime(created);
        return new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("created", new BsonDocument("$lt", at)),
            new BsonDocument { { "created", at }, { "_id", new BsonDocument("$lt", cursor[(colon + 1)..]) } },
        });
    }
}
