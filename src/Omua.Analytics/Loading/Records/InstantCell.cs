using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Reads a day, with or without a time, as ticks; a time with an offset becomes UTC.</summary>
internal static class InstantCell
{
    private const long SecondsAtYear3000 = 32_503_680_000;

    public static bool TryRead(ReadOnlySpan<byte> cell, bool dayFirst, out long ticks)
    {
        ticks = 0;
        if (cell.Length is 0 or > 40)
        {
            return false;
        }

        if (cell.Length is >= 9 and <= 13 && IsDigits(cell) && cell.Length != 8 && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            // Seconds or milliseconds since 1970.
            ticks = DateTime.UnixEpoch.Ticks + (unix < SecondsAtYear3000 ? unix * TimeSpan.TicksPerSecond : unix * TimeSpan.TicksPerMillisecond);
            return true;
        }

        if (cell.Length <= 11 || cell.IndexOf((byte)':') < 0)
        {
            var isDay = DateCell.TryRead(cell, dayFirst, out var day);
            ticks = day * TimeSpan.TicksPerDay;
            return isDay;
        }

        return TryIso(cell, out ticks) || TryText(Encoding.UTF8.GetString(cell), dayFirst, out ticks);
    }

    /// <summary><c>2025-04-01 13:05:59</c>, with or without fractions; no offset.</summary>
    private static bool TryIso(ReadOnlySpan<byte> cell, out long ticks)
    {
        ticks = 0;
        if (cell.Length < 19 || cell[4] != '-' || cell[13] != ':' || cell[16] != ':' || !DateCell.TryRead(cell[..10], false, out var day))
        {
            return false;
        }

        var rest = cell[19..];
        if (!(rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual(" UTC"u8) || (rest[0] == '.' && IsDigits(rest[1..].TrimEnd((byte)'Z')) && rest.Length <= 9)))
        {
            return false;
        }

        var (hour, minute, second) = (Two(cell, 11), Two(cell, 14), Two(cell, 17));
        var fraction = rest.Length > 1 && rest[0] == '.' ? double.Parse(rest.TrimEnd((byte)'Z'), CultureInfo.InvariantCulture) : 0;
        ticks = day * TimeSpan.TicksPerDay + hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute + second * TimeSpan.TicksPerSecond + (long)(fraction * TimeSpan.TicksPerSecond);
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
    }

    private static bool TryText(string text, bool dayFirst, out long ticks)
    {
        var zone = text.LastIndexOfAny(['+', '-', 'Z']);
        if (zone > text.IndexOf(':', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            ticks = instant.UtcTicks;
            return true;
        }

        var isMoment = MomentCell.TryRead(text, dayFirst, out var moment);
        ticks = moment.Ticks;
        return isMoment;
    }

    private static int Two(ReadOnlySpan<byte> cell, int at) => (cell[at] - '0') * 10 + cell[at + 1] - '0';

    private static bool IsDigits(ReadOnlySpan<byte> cell) => cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
