using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Journal;
using Omua.Engine.Scheduling;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow schedule add</c>.</summary>
internal static class ScheduleAddVerb
{
    public static Command Create()
    {
        var arguments = new RunArguments();
        var name = new Argument<string>("name") { Description = "Its name; one of that name is replaced" };
        var cron = new Option<string>("--cron") { Description = "When: minute, hour, day of month, month, day of week; a sixth field in front counts seconds", HelpName = "EXPR", Required = true };
        var zone = new Option<string>("--time-zone") { Description = "Time zone of the expression, by its IANA name (default UTC)", HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
        var overlap = new Option<string>("--overlap") { Description = "Where the run before is still open: skip (default), queue, cancel, allow", HelpName = "POLICY", DefaultValueFactory = _ => "skip" };
        var timeout = new Option<double?>("--timeout") { Description = "Limit of each run, in minutes", HelpName = "MINUTES" };
        var verb = new Verb("add", "Have a run begin at set times, while 'omua up' is up; takes what 'omua run' takes")
        {
            Examples =
            [
                "omua workflow schedule add daily --cron \"0 6 * * *\" --time-zone Europe/Berlin --data exports",
                "omua workflow schedule add weekly --cron \"30 7 * * 1\" --data exports --budget 5000 --overlap queue --timeout 90",
            ],
        };
        verb.Add(name);
        foreach (var option in new Option[] { cron, zone, overlap, timeout }.Concat(arguments.ForRun))
        {
            verb.Add(option);
        }

        return verb.Does(async (invocation, cancellationToken) =>
        {
            var schedule = new Schedule
            {
                Name = invocation.Get(name)!,
                Cron = invocation.Get(cron)!,
                TimeZone = invocation.Get(zone)!,
                Overlap = Policy(invocation.Get(overlap)!),
                Timeout = Limit(invocation.Get(timeout)),
                Run = ScheduledRun.Write(arguments.Read(invocation), invocation.Get(arguments.Playbook)),
            };
            await using var application = Application.For(invocation);
            ScheduleText.Say(invocation, await new ScheduleBook(await application.StorageAsync(cancellationToken), application.Time).PutAsync(schedule, cancellationToken));
            return ExitCode.Done;
        });
    }

    private static OverlapPolicy Policy(string word) => WireNames.TryParse<OverlapPolicy>(word, out var policy)
        ? policy
        : throw new FaultException(new Fault(FaultCodes.ScheduleInvalid, $"--overlap cannot be '{word}'", "use skip, queue, cancel or allow"));

    private static TimeSpan? Limit(double? minutes) => minutes is null or (> 0 and <= 60 * 24 * 30)
        ? minutes is { } given ? TimeSpan.FromMinutes(given) : null
        : throw new FaultException(new Fault(FaultCodes.ScheduleInvalid, $"--timeout cannot be {minutes}", "use above 0 to 43200 minutes"));
}
