using System.Globalization;

namespace Omua.Abstractions;

/// <summary>Durations as people write them in <c>omua.yaml</c> and read them in messages: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>2d</c>; or <c>00:00:30</c>.</summary>
public static class Duration
{
    /// <summary>Reads one; false where the text is none. A bare number is none, since it has no unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var digits = text.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        var ticks = text[digits..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0L,
        };
        if (ticks == 0)
        {
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);
        }

        if (!decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount > TimeSpan.MaxValue.Ticks / ticks)
        {
            return false;
        }

        duration = new TimeSpan((long)(amount * ticks));
        return true;
    }

    /// <summary>Writes one in the largest unit of which it is a whole number: <c>90s</c>, <c>2h</c>.</summary>
    public static string Write(TimeSpan duration) => duration switch
    {
        _ when duration == TimeSpan.Zero => "0s",
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => $"{duration.Ticks / TimeSpan.TicksPerHour}h",
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => $"{duration.Ticks / TimeSpan.TicksPerMinute}m",
        _ when duration.Ticks % TimeSpan.TicksPerSecond == 0 => $"{duration.Ticks / TimeSpan.TicksPerSecond}s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms"),
    };
}
