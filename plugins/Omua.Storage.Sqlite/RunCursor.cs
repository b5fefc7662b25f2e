using System.Globalization;

namespace Omua.Storage.Sqlite;

/// <summary>Where a page of runs ended: created time and id, which never change, so that no run is listed twice or left out.</summary>
internal static class RunCursor
{
    public static string After(RunEntry entry) => $"{entry.CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}:{entry.RunId}";

    public static (long CreatedAt, string RunId) Read(string? cursor)
    {
        if (cursor is null)
        {
            return (long.MaxValue, "");
        }

        var colon = cursor.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && long.TryParse(cursor.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt)
            ? (createdAt, cursor[(colon + 1)..])
            : throw new StorageException(StorageFailure.Invalid, "The cursor is not one of this list; start again without one.");
    }
}
