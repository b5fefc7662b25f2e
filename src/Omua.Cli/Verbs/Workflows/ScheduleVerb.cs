using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Scheduling;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow schedule</c>: runs that begin by themselves while <c>omua up</c> is up.</summary>
internal static class ScheduleVerb
{
    public static Command Create() => new Verb("schedule", "Add, list, pause and remove schedules; 'omua up' begins their runs")
    {
        ScheduleAddVerb.Create(),
        List(),
        Change("pause", "Begin no runs of a schedule until it goes on", (schedule, _) => schedule with { IsPaused = true }),
        Change("continue", "Let a paused schedule go on; what was due meanwhile is not made up for", (schedule, _) => schedule with { IsPaused = false }),
        Remove(),
    };

    public static JsonNode Document(Schedule schedule) => ScheduleJson.Write(schedule);

    public static FaultException Unknown(string name) => new(new Fault(FaultCodes.ScheduleUnknown, $"there is no schedule '{name}'", "'omua workflow schedule list' shows them"));

    private static Verb List() => new Verb("list", "List the schedules of the store") { Examples = ["omua workflow schedule list", "omua workflow schedule list --json"] }.Does(async (invocation, cancellationToken) =>
    {
        await using var application = Application.For(invocation);
        var schedules = await new ScheduleBook(await application.StorageAsync(cancellationToken), application.Time).AllAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonArray([.. schedules.Select(Document)]));
            return ExitCode.Done;
        }

        var table = new TextTable("schedule", "cron", "time zone", "overlap", "next", "last run", "left out");
        foreach (var schedule in schedules)
        {
            table.Add(schedule.Name, schedule.Cron, schedule.TimeZone, ScheduleText.Of(schedule.Overlap), schedule.IsPaused ? "paused" : ScheduleText.Of(schedule.NextAt), schedule.LastRun ?? "", schedule.LastSkip ?? "");
        }

        invocation.Output.Table(table);
        return ExitCode.Done;
    });

    private static Verb Change(string name, string description, Func<Schedule, DateTimeOffset, Schedule> change)
    {
        var schedule = NameArgument();
        var verb = new Verb(name, description) { Examples = [$"omua workflow schedule {name} weekly"] };
        verb.Add(schedule);
        return verb.Does(async (invocation, cancellationToken) =>
        {
            await using var application = Application.For(invocation);
            var book = new ScheduleBook(await application.StorageAsync(cancellationToken), application.Time);
            var found = await book.FindAsync(invocation.Get(schedule)!, cancellationToken) ?? throw Unknown(invocation.Get(schedule)!);
            ScheduleText.Say(invocation, await book.PutAsync(change(found, application.Time.GetUtcNow()), cancellationToken));
            return ExitCode.Done;
        });
    }

    private static Verb Remove()
    {
        var schedule = NameArgument();
        var verb = new Verb("remove", "Remove a schedule; its runs stay") { Examples = ["omua workflow schedule remove weekly"] };
        verb.Add(schedule);
        return verb.Does(async (invocation, cancellationToken) =>
        {
            await using var application = Application.For(invocation);
            var name = invocation.Get(schedule)!;
            if (!await new ScheduleBook(await application.StorageAsync(cancellationToken), application.Time).RemoveAsync(name, cancellationToken))
            {
                throw Unknown(name);
            }

            if (invocation.IsJson)
            {
                invocation.Output.Json(new JsonObject { ["schedule"] = name, ["removed"] = true });
            }
            else
            {
                invocation.Output.Line($"{name}: removed");
            }

            return ExitCode.Done;
        });
    }

    private static Argument<string> NameArgument() => new("name") { Description = "The schedule" };
}
