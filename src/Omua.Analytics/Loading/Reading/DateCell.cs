using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Reads a day as <see cref="DateOnly.DayNumber"/>.</summary>
internal static class DateCell
{
    private static readonly string[] Unmistakable =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy.M.d", "d.M.yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "ddd, MMM d, yyyy",
    ];

    private static readonly string[] DayFirst = ["d/M/yyyy", "d-M-yyyy"];
    private static readonly string[] MonthFirst = ["M/d/yyyy", "M-d-yyyy"];

    public static bool TryRead(ReadOnlySpan<byte> cell, bool dayFirst, out int day)
    {
        if (cell.Length >= 10 && cell[4] == '-' && cell[7] == '-' && (cell.Length == 10 || cell[10] is (byte)'T' or (byte)' ')
            && Digits(cell[..4], out var year) && Digits(cell.Slice(5, 2), out var month) && Digits(cell.Slice(8, 2), out var dayOfMonth)
            && year > 0 && month is >= 1 and <= 12 && dayOfMonth >= 1 && dayOfMonth <= DateTime.DaysInMonth(year, month))
        {
            day = new DateOnly(year, month, dayOfMonth).DayNumber;
            return true;
        }

        day = 0;
        return cell.Length is > 0 and <= 40 && TryRead(Encoding.UTF8.GetString(cell), dayFirst, out day);
    }

    /// <summary>Day and month of a date with slashes or dashes in either order; null for every other cell.</summary>
    public static (int First, int Second)? Slashed(string cell)
    {
        var parts = cell.Trim().Split(' ')[0].Split('/', '-');
        return parts.Length == 3 && parts[2].Length == 4 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? (first, second) : null;
    }

    private static bool TryRead(string text, bool dayFirst, out int day)
    {
        text = text.Trim();
        if (DateOnly.TryParseExact(text, Unmistakable, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || DateOnly.TryParseExact(text.Split(' ')[0], dayFirst ? DayFirst : MonthFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            day = date.DayNumber;
            return true;
        }

        if (MonthWords.Plain(text) is { } plain && DateOnly.TryParseExact(plain, Unmistakable, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            day = date.DayNumber;
            return true;
        }

        day = 0;
        return false;
    }

    private static bool Digits(ReadOnlySpan<byte> cell, out int value)
    {
        value = 0;
        foreach (var symbol in cell)
        {
            var digit = symbol - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = value * 10 + digit;
        }

        return true;
    }
}
