using System.Text.Json.Nodes;
using Omua.Cli.Acting;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Runs;

/// <summary>The common course of the verbs that execute a run: work, write the report, answer.</summary>
internal static class RunCommand
{
    /// <summary>Loads, plans and executes: <c>run</c> and <c>demo</c>.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="compare">Compares a finished run with the truth of its market; null for real data.</param>
    /// <param name="cancellationToken">Ends the run; it is stored as cancelled, and the report says so.</param>
    public static async Task<int> ExecuteAsync(
        Invocation invocation, RunOptions options, Func<RunRecord, IReadOnlyList<TruthComparison>>? compare, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var progress = Progress(invocation.Output, application.Time);
        var run = await progress.ShowAsync(async () =>
        {
            var ground = await RunGround.OpenAsync(application, options.DataPath, options.IsSimulated, options.Agents, options.Llm, progress, cancellationToken);
            using var loggers = new StderrLoggerFactory(isVerbose: false);
            var service = new RunService(ground, loggers.CreateLogger("engine"));
            var planned = await service.PlanAsync(options, RunIds.New(application.Time), progress, cancellationToken);
            await application.NoteAsync("run_started", planned.Request.RunId, new JsonObject { ["dry_run"] = planned.Request.DryRun, ["data"] = options.DataPath }, cancellationToken: cancellationToken);
            return await service.ExecuteAsync(planned, progress, cancellationToken);
        });
        return await AnswerAsync(invocation, application, compare is null ? run : run with { Truth = compare(run) }, options.Out);
    }

    /// <summary>Writes the report of a run that has ended, answers with it, and gives the exit code.</summary>
    public static async Task<int> AnswerAsync(Invocation invocation, Application application, RunRecord run, string? folder)
    {
        // A run that was interrupted still leaves its report: what was found until then is the caller's.
        (run, var files, var isRefused) = await RunApproval.FinishAsync(application, run, folder ?? RunFiles.DefaultFolder(run.Id));
        if (files.Changes is { } changes)
        {
            await application.NoteAsync("exported", run.Id, new JsonObject { ["file"] = changes }, cancellationToken: CancellationToken.None);
        }

        invocation.Output.Warn(run.Faults);
        if (invocation.IsJson)
        {
            invocation.Output.Json(RunDocument.Of(run, files.Report, files.Changes));
        }
        else
        {
            RunText.Write(invocation.Output, run, files);
        }

        return run.Status switch
        {
            // What was to be applied and was refused is not done.
            "completed" => isRefused ? ExitCode.Failed : ExitCode.Done,
            "cancelled" => ExitCode.Interrupted,
            "waiting" => ExitCode.NeedsPerson,
            _ => ExitCode.Failed,
        };
    }

    public static IRunProgress Progress(CommandOutput output, TimeProvider time) =>
        CommandOutput.IsWatched && !output.IsJson ? LiveProgress.ForProcess(time, output.HasColor) : new LineProgress(output);
}
