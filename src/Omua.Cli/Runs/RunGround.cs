using Microsoft.Extensions.Logging;
using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Cli.Verbs.Datasets;
using Omua.Engine;
using Omua.Engine.Journal;
using Omua.Engine.Running;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs;

/// <summary>All that a run stands on: its data, the store and the agents.</summary>
internal sealed record RunGround
{
    public required LoadedData Data { get; init; }

    /// <summary>The files that the data was read from.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    public required IStorageBackend Store { get; init; }

    public required RunAgents Agents { get; init; }

    public required EngineOptions Engine { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The language model; null where none is configured, or none may be called.</summary>
    public RunModel? Model { get; init; }

    /// <summary>Currency of what models cost; looked up only where something was spent.</summary>
    public required Lazy<string> LlmCurrency { get; init; }

    /// <summary>Currency of amounts whose export states none, as the configuration has it.</summary>
    public string? Currency { get; init; }

    /// <summary>The journal's readers and the engine, on this store.</summary>
    public RunEngine Runs(ILogger logger) => new(Store, Engine, Time, logger, slots: Host?.Slots);

    /// <summary>Where the process carries out several runs: what they share.</summary>
    public RunHost? Host { get; init; }

    /// <exception cref="FaultException">An agent that was named cannot be used, or there is no data that can.</exception>
    public static async Task<RunGround> OpenAsync(
        Application application, string dataPath, bool isSimulated, IReadOnlyList<string> agents, LlmTape? llm, IRunProgress progress, CancellationToken cancellationToken, RunHost? host = null)
    {
        progress.Say($"reading {dataPath}");
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var files = Task.Run(() => DataFiles.DescribeAsync(dataPath, reading.Token), CancellationToken.None);
        var exports = Task.Run(() => Exports.LoadAsync(dataPath, new LoadOptions { IsSimulated = isSimulated }, reading.Token), CancellationToken.None);
        var read = Task.WhenAll(exports, files);
        var (store, loaded) = await BesideAsync(application, agents, read, reading, cancellationToken);
        await read;
        var data = await exports;
        if (data.Datasets.Count == 0)
        {
            throw new FaultException(data.Faults);
        }

        progress.Say($"read {data.Datasets.Sum(dataset => dataset.Quality.RowsRead)} rows of {data.Datasets.Count} datasets");
        var settings = application.Configuration.Settings;
        return new RunGround
        {
            Data = data,
            Files = await files,
            Store = store,
            Agents = loaded,
            Model = llm is null ? null : await ModelAsync(application, store, llm, cancellationToken),
            Engine = host is null ? Options(settings.Engine) : Options(settings.Engine) with { DrainGrace = host.Grace },
            Host = host,
            Time = application.Time,
            LlmCurrency = new Lazy<string>(() => LlmSetup.Settings(application).Currency),
            Currency = settings.Run.Currency,
        };
    }

    /// <summary>Opens the store and loads the agents while the data is read. What a person named wrongly is said at once, before minutes are spent on reading.</summary>
    private static async Task<(IStorageBackend Store, RunAgents Agents)> BesideAsync(
        Application application, IReadOnlyList<string> agents, Task read, CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        try
        {
            return (await application.StorageAsync(cancellationToken), await RunAgents.LoadAsync(application.Plugins, agents, cancellationToken));
        }
        catch
        {
            await reading.CancelAsync();

            // Its end is waited for; how it ended is nothing to the person, who gets what went wrong here.
            await read.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task<RunModel?> ModelAsync(Application application, IStorageBackend store, LlmTape llm, CancellationToken cancellationToken) =>
        await LlmSetup.OpenAsync(application, store.Documents, llm, application.Own(new StderrLoggerFactory(isVerbose: false)).CreateLogger("llm"), null, cancellationToken) is { } pipeline
            ? new RunModel(application.Own(pipeline))
            : null;

    /// <summary>The engine as the configuration wants it.</summary>
    public static EngineOptions Options(EngineSettings settings) => new()
    {
        MaxParallel = settings.MaxParallel,
        TaskTimeout = settings.TaskTimeout,
        Retries = settings.Retries,
        RetryDelay = settings.RetryDelay,
        RetryDelayMax = settings.RetryDelayMax,
        AgentLimits = settings.AgentLimits,
        FailurePolicy = settings.FailurePolicy switch
        {
            Plugins.Configuration.FailurePolicy.Continue => Omua.Engine.FailurePolicy.Continue,
            Plugins.Configuration.FailurePolicy.FailFast => Omua.Engine.FailurePolicy.FailFast,
            _ => Omua.Engine.FailurePolicy.SkipDependents,
        },
    };
}
