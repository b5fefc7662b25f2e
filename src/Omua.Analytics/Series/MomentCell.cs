using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Reads a moment: a day as <see cref="DateCell"/> reads it, with or without a time of day. A zone is read and left out: the wall clock counts.</summary>
internal static class MomentCell
{
    private static readonly string[] TimesOfDay = ["HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm", "h:mm:ss tt", "h:mm tt", "HH"];

    public static bool TryRead(string cell, bool dayFirst, out DateTime moment)
    {
        moment = default;
        cell = cell.Trim();
        if (DateCell.TryRead(Encoding.UTF8.GetBytes(cell), dayFirst, out var day) && !HasTime(cell))
        {
            moment = DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue);
            return true;
        }

        var split = cell.IndexOfAny(['T', ' ']);
        if (split < 6 || !DateCell.TryRead(Encoding.UTF8.GetBytes(cell[..split]), dayFirst, out day)
            || !TimeOnly.TryParseExact(WithoutZone(cell[(split + 1)..]), TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        moment = DateOnly.FromDayNumber(day).ToDateTime(time);
        return true;
    }

    private static bool HasTime(string cell) => cell.Contains(':', StringComparison.Ordinal);

    private static string WithoutZone(string time)
    {
        time = time.Trim().TrimEnd('Z').Replace(" UTC", "", StringComparison.Ordinal);
        var zone = time.IndexOfAny(['+', '-']);
        return (zone > 0 ? time[..zone] : time).Trim();
    }
}
