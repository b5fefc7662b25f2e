using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Cli.Runs;

/// <summary>Takes a stored run up where it stands: a created one from its start, an interrupted one from what it has recorded.</summary>
internal static class RunTakeUp
{
    public const string AcceptChanges = "--accept-changes";

    /// <param name="invocation">The call.</param>
    /// <param name="application">Its store is open.</param>
    /// <param name="run">The run, with its terms.</param>
    /// <param name="acceptsChanges">Whether to go on where data or agents are no longer what the run was planned with.</param>
    /// <param name="cancellationToken">Ends the run; it is stored as cancelled, and the report says so.</param>
    /// <exception cref="FaultException">The run cannot be taken up, or something has changed and that was not accepted.</exception>
    public static async Task<int> ExecuteAsync(Invocation invocation, Application application, RunState run, bool acceptsChanges, CancellationToken cancellationToken)
    {
        var progress = RunCommand.Progress(invocation.Output, application.Time);
        var record = await progress.ShowAsync(() => RecordAsync(application, run, acceptsChanges, progress, null, cancellationToken));
        return await RunCommand.AnswerAsync(invocation, application, record, run.Terms!.Inputs!.Out);
    }

    /// <summary>The same without an answer.</summary>
    /// <returns>The run as it then stands: where the host drains, it may still be open.</returns>
    public static async Task<RunRecord> RecordAsync(Application application, RunState run, bool acceptsChanges, IRunProgress progress, RunHost? host, CancellationToken cancellationToken)
    {
        var inputs = Inputs(run.RunId, run.Terms);
        var (ground, changes) = await GroundAsync(application, run.RunId, inputs, [.. inputs.Agents.Keys], progress, host, host?.Drain ?? cancellationToken);
        if (changes.Count > 0 && !acceptsChanges)
        {
            throw new FaultException(changes);
        }

        await application.NoteAsync("run_taken_up", run.RunId, cancellationToken: cancellationToken);
        using var loggers = new StderrLoggerFactory(isVerbose: false);
        var record = await new RunService(ground, loggers.CreateLogger("engine")).TakeUpAsync(run, changes, progress, cancellationToken);
        return inputs.IsSimulated ? record with { Truth = DemoTruth.Compare(record, MarketSimulation.Generate(inputs.Seed).Truth) } : record;
    }

    /// <summary>What a run was planned from.</summary>
    /// <exception cref="FaultException">Its journal does not say.</exception>
    public static RunInputs Inputs(string runId, RunTerms? terms) => terms?.Inputs ?? throw new FaultException(new Fault(
        FaultCodes.RunWithoutInputs, $"run {runId} was stored by a version that did not keep what it was planned from", "start a new run: omua run --data PATH"));

    /// <summary>What a run stands on here, and what of it is different from when it was planned.</summary>
    public static async Task<(RunGround Ground, IReadOnlyList<Fault> Changes)> GroundAsync(
        Application application, string runId, RunInputs inputs, IReadOnlyList<string> agents, IRunProgress progress, RunHost? host, CancellationToken cancellationToken)
    {
        var ground = await RunGround.OpenAsync(application, inputs.DataPath, inputs.IsSimulated, agents, Tape(inputs), progress, cancellationToken, host);
        return (ground, [.. DataChanges(runId, inputs, ground), .. AgentChanges(runId, inputs, ground)]);
    }

    /// <summary>A run that was to call no model calls none when it is taken up.</summary>
    private static LlmTape? Tape(RunInputs inputs) => inputs.Command.EndsWith(RunArguments.NoModel, StringComparison.Ordinal) ? null : LlmTape.None;

    private static IEnumerable<Fault> DataChanges(string runId, RunInputs inputs, RunGround ground) =>
        DataFiles.Differences(inputs.Files, ground.Files) is { Count: > 0 } differences
            ? [new Fault(
                FaultCodes.RunDataChanged,
                $"the data of run {runId} is not what it was planned from: {string.Join("; ", differences)}",
                $"put the files back, start a new run, or go on with the data as it is now: {AcceptChanges}") { File = inputs.DataPath }]
            : [];

    private static IEnumerable<Fault> AgentChanges(string runId, RunInputs inputs, RunGround ground) => inputs.Agents
        .Where(agent => ground.Agents.VersionOf(agent.Key) is { Length: > 0 } now && now != agent.Value)
        .Select(agent => new Fault(
            FaultCodes.RunAgentChanged,
            $"run {runId} was planned with {agent.Key} {agent.Value}, and here is {ground.Agents.VersionOf(agent.Key)}",
            $"install {agent.Key} {agent.Value}, start a new run, or go on with the version that is here: {AcceptChanges}"));
}
