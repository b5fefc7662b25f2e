using Cronos;

namespace Omua.Engine.Scheduling;

/// <summary>
/// When a schedule falls due. A time that daylight saving leaves out counts as the moment at which the clock goes on; one that it repeats counts once for an expression
/// that names the hour, and in both passes for one that repeats within the hour.
/// </summary>
internal static class ScheduleClock
{
    private const int FieldsWithSeconds = 6;

    /// <summary>The first moment after another; null where there is none.</summary>
    /// <exception cref="FaultException">The expression or the time zone cannot be used.</exception>
    public static DateTimeOffset? Next(Schedule schedule, DateTimeOffset after) =>
        Expression(schedule).GetNextOccurrence(after.UtcDateTime, Zone(schedule)) is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    private static CronExpression Expression(Schedule schedule)
    {
        try
        {
            var hasSeconds = schedule.Cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds;
            return CronExpression.Parse(schedule.Cron, hasSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException exception)
        {
            throw Wrong(schedule, $"the cron expression '{schedule.Cron}' cannot be used: {exception.Message.TrimEnd('.')}", "give minute, hour, day of month, month and day of week: '0 6 * * 1-5'", exception);
        }
    }

    private static TimeZoneInfo Zone(Schedule schedule)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw Wrong(schedule, $"there is no time zone '{schedule.TimeZone}' here", "use an IANA name: Europe/Berlin, America/New_York, UTC", exception);
        }
    }

    private static FaultException Wrong(Schedule schedule, string message, string fix, Exception cause) =>
        new(new Fault(FaultCodes.ScheduleInvalid, $"schedule {schedule.Name}: {message}", fix), cause);
}
