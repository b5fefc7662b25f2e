using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs;

/// <summary>The common course of <c>run</c> and <c>demo</c>: load, run, write the report, answer.</summary>
internal static class RunCommand
{
    /// <param name="invocation">The call.</param>
    /// <param name="options">What was asked.</param>
    /// <param name="compare">Compares a finished run with the truth of its market; null for real data.</param>
    /// <param name="cancellationToken">Ends the run; it is stored as cancelled, and the report says so.</param>
    public static async Task<int> ExecuteAsync(
        Invocation invocation, RunOptions options, Func<RunRecord, IReadOnlyList<TruthComparison>>? compare, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var progress = Progress(invocation.Output, application.Time);
        var run = await progress.ShowAsync(() => RunAsync(application, options, progress, cancellationToken));
        run = compare is null ? run : run with { Truth = compare(run) };

        // A run that was interrupted still leaves its report: what was found until then is the caller's.
        var files = await RunFiles.WriteAsync(run, options.Out ?? RunFiles.DefaultFolder(run.Id), CancellationToken.None);
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
            "completed" => ExitCode.Done,
            "cancelled" => ExitCode.Interrupted,
            _ => ExitCode.Failed,
        };
    }

    private static async Task<RunRecord> RunAsync(Application application, RunOptions options, IRunProgress progress, CancellationToken cancellationToken)
    {
        progress.Say($"reading {options.DataPath}");
        var data = await DatasetLoader.LoadAsync(options.DataPath, new LoadOptions { IsSimulated = options.IsSimulated }, cancellationToken);
        if (data.Datasets.Count == 0)
        {
            throw new FaultException(data.Faults);
        }

        progress.Say($"read {data.Datasets.Sum(dataset => dataset.Quality.RowsRead)} rows of {data.Datasets.Count} datasets");
        var (store, withoutStore) = await StoreAsync(application, cancellationToken);
        var (agents, withoutAgents) = await RunAgents.LoadAsync(application.Plugins, cancellationToken);
        var settings = application.Configuration.Settings;
        var service = new RunService(agents, new RunExecution(store, Limits(settings.Engine), application.Time), application.Time);
        var own = options with { Currency = options.Currency ?? settings.Run.Currency };
        return await service.RunAsync(own, RunId(application.Time), data, [.. withoutStore, .. withoutAgents], progress, cancellationToken);
    }

    // Without its store a run is not in the history, but what it computes is as good: the caller is told, and the job is done.
    private static async Task<(IStorageBackend? Store, IReadOnlyList<Fault> Faults)> StoreAsync(Application application, CancellationToken cancellationToken)
    {
        try
        {
            return (await application.StorageAsync(cancellationToken), []);
        }
        catch (FaultException exception)
        {
            return (null, [.. exception.Faults.Select(fault => fault with { Message = $"this run is not stored: {fault.Message}" })]);
        }
    }

    private static RunLimits Limits(EngineSettings settings) => new(
        settings.MaxParallel, settings.TaskTimeout, settings.Retries, settings.RetryDelay, settings.RetryDelayMax,
        settings.FailurePolicy == FailurePolicy.Continue, settings.FailurePolicy == FailurePolicy.FailFast);

    private static IRunProgress Progress(CommandOutput output, TimeProvider time) =>
        CommandOutput.IsWatched && !output.IsJson ? LiveProgress.ForProcess(time, output.HasColor) : new LineProgress(output);

    // Sorts by time in any list, and differs between two runs of the same second.
    private static string RunId(TimeProvider time) => $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
}
