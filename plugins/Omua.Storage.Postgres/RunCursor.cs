using System.Globalization;

namespace Omua.Storage.Postgres;

/// <summary>Where a page of runs ended: created time to the microsecond, and id.</summary>
internal static class RunCursor
{
    private const long TicksPerMicrosecond = 10;

    public static string After(RunEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{(entry.CreatedAt - DateTimeOffset.UnixEpoch).Ticks / TicksPerMicrosecond}:{entry.RunId}");

    public static (DateTimeOffset? At, string? RunId) Read(string? cursor)
    {
        if (cursor is null)
        {
            return (null, null);
        }

        var colon = cursor.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < cursor.Length - 1 && long.TryParse(cursor.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < 253_402_300_800_000_000
            ? (DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond), cursor[(colon + 1)..])
            : throw new StorageException(StorageFailure.Invalid, "The cursor is not one of this list; start again without one.");
    }
}
