using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine;
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
        var store = await application.StorageAsync(cancellationToken);
        var (agents, faults) = await RunAgents.LoadAsync(application.Plugins, cancellationToken);
        var settings = application.Configuration.Settings;
        using var loggers = new StderrLoggerFactory(isVerbose: false);
        var execution = new RunExecution(store, Options(settings.Engine), application.Time, loggers.CreateLogger("engine"));
        var own = options with { Currency = options.Currency ?? settings.Run.Currency };
        return await new RunService(agents, execution, application.Time).RunAsync(own, RunId(application.Time), data, faults, progress, cancellationToken);
    }

    private static EngineOptions Options(EngineSettings settings) => new()
    {
        MaxParallel = settings.MaxParallel,
        TaskTimeout = settings.TaskTimeout,
        Retries = settings.Retries,
        RetryDelay = settings.RetryDelay,
        RetryDelayMax = settings.RetryDelayMax,
        FailurePolicy = Enum.Parse<Engine.FailurePolicy>(settings.FailurePolicy.ToString()),
    };

    private static IRunProgress Progress(CommandOutput output, TimeProvider time) =>
        CommandOutput.IsWatched && !output.IsJson ? LiveProgress.ForProcess(time, output.HasColor) : new LineProgress(output);

    // Sorts by time in any list, and differs between two runs of the same second.
    private static string RunId(TimeProvider time) => $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
}
