using System.Globalization;
using Omua.Cli.Shell;
using Omua.Engine.Journal;
using Omua.Engine.Scheduling;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>Schedules in words.</summary>
internal static class ScheduleText
{
    public static void Say(Invocation invocation, Schedule schedule)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Json(ScheduleVerb.Document(schedule));
            return;
        }

        invocation.Output.Line($"{schedule.Name}: {(schedule.IsPaused ? "paused" : $"next {Of(schedule.NextAt)}")} ({schedule.Cron}, {schedule.TimeZone}, overlap: {Of(schedule.Overlap)})");
    }

    public static string Of(OverlapPolicy policy) => WireNames.Of(policy);

    public static string Of(DateTimeOffset? moment) => moment is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "never";
}
