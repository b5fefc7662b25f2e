using Microsoft.Extensions.Logging;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Scheduling;

namespace Omua.Cli.Up;

/// <summary>Begins the runs of schedules that are due: each is planned and stored, and worked off as any open run.</summary>
internal sealed class UpSchedules(Application application, UpOptions options, CommandOutput output) : IUpPart
{
    public string Name => "schedules";

    public Task WorkAsync(CancellationToken stop) => Rounds.WorkAsync(Name, options.Poll, output, application.Time, FireAsync, stop);

    private async Task FireAsync(CancellationToken cancellationToken)
    {
        var store = await application.StorageAsync(cancellationToken);
        foreach (var turn in await new ScheduleBook(store, application.Time).FireDueAsync((schedule, id, token) => BeginAsync(store, schedule, id, token), cancellationToken))
        {
            output.Message(turn.RunId is { } id ? $"schedule {turn.Schedule.Name}: run {id}" : $"schedule {turn.Schedule.Name}: left out: {turn.Schedule.LastSkip}");
        }
    }

    private async Task BeginAsync(IStorageBackend store, Schedule schedule, string runId, CancellationToken cancellationToken)
    {
        if (await store.Journal.GetAsync(runId, cancellationToken) is not null)
        {
            // Another process, or this one before it was killed, has stored it already.
            return;
        }

        var run = ScheduledRun.Read(schedule.Run);
        var progress = new LineProgress(output, $"schedule {schedule.Name}: ");
        var ground = await RunGround.OpenAsync(application, run.DataPath, isSimulated: false, run.Agents, run.Llm, progress, cancellationToken);
        using var loggers = new StderrLoggerFactory(isVerbose: false);
        var service = new RunService(ground, loggers.CreateLogger("engine"));
        var planned = await service.PlanAsync(run, runId, progress, cancellationToken);
        try
        {
            await service.CreateAsync(planned with { Request = planned.Request with { Origin = schedule.Origin, Timeout = schedule.Timeout } }, cancellationToken);
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            output.Message($"schedule {schedule.Name}: another process was faster");
        }
    }
}
