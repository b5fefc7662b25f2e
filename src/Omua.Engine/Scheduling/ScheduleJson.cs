using System.Text.Json.Nodes;
using Omua.Engine.Journal;

namespace Omua.Engine.Scheduling;

/// <summary>A schedule as the store keeps it.</summary>
internal static class ScheduleJson
{
    public static JsonObject Write(Schedule schedule) => new()
    {
        ["name"] = schedule.Name,
        ["cron"] = schedule.Cron,
        ["time_zone"] = schedule.TimeZone,
        ["overlap"] = WireNames.Of(schedule.Overlap),
        ["run"] = schedule.Run.DeepClone(),
        ["timeout_ms"] = schedule.Timeout is { } timeout ? (long)timeout.TotalMilliseconds : null,
        ["paused"] = schedule.IsPaused,
        ["next_at"] = Moment(schedule.NextAt),
        ["last_run"] = schedule.LastRun,
        ["last_at"] = Moment(schedule.LastAt),
        ["last_skip"] = schedule.LastSkip,
    };

    public static Schedule Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        return new Schedule
        {
            Name = json["name"]!.GetValue<string>(),
            Cron = json["cron"]!.GetValue<string>(),
            TimeZone = json["time_zone"]!.GetValue<string>(),
            Overlap = WireNames.Parse<OverlapPolicy>(json["overlap"]!.GetValue<string>()),
            Run = (JsonObject)json["run"]!.DeepClone(),
            Timeout = json["timeout_ms"] is { } timeout ? TimeSpan.FromMilliseconds(timeout.GetValue<long>()) : null,
            IsPaused = json["paused"]!.GetValue<bool>(),
            NextAt = json["next_at"] is { } next ? JournalTime.Read(next) : null,
            LastRun = json["last_run"]?.GetValue<string>(),
            LastAt = json["last_at"] is { } last ? JournalTime.Read(last) : null,
            LastSkip = json["last_skip"]?.GetValue<string>(),
        };
    }

    private static JsonNode? Moment(DateTimeOffset? moment) => moment is { } known ? JournalTime.Write(known) : null;
}
