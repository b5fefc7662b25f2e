using System.Collections.Concurrent;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cli.Verbs;
using Omua.Cluster;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;
using Omua.Plugins;
using RunGround = Omua.Cluster.RunGround;

namespace Omua.Cli.Up;

/// <summary>What this machine brings to a cluster: the agents of its plugins, and the data of runs from the paths that they were planned with.</summary>
internal sealed class ClusterGrounds(Application application, CommandOutput output, ConcurrentQueue<(string Id, string Status)> ended) : IRunGrounds
{
    /// <summary>What ships with the product is told apart by version: the same sources give other files on another kind of machine.</summary>
    public IReadOnlyDictionary<string, string> Agents { get; } = application.Plugins.Plugins
        .Where(plugin => plugin is { Type: PluginType.Agent, State: PluginState.Available or PluginState.Ready })
        .Select(plugin => (plugin.Name, Hash: plugin.Source == PluginSource.Install ? $"{VersionVerb.Current}/{plugin.Version}" : plugin.Hash ?? ""))
        .Append((Name: SubRunAgent.AgentName, Hash: VersionVerb.Current))
        .DistinctBy(agent => agent.Name).ToDictionary(agent => agent.Name, agent => agent.Hash, StringComparer.Ordinal);

    public async Task<RunGround> OpenAsync(string runId, RunTerms terms, CancellationToken cancellationToken)
    {
        var (ground, changes) = await GroundAsync(runId, terms, cancellationToken);
        if (changes.Count > 0)
        {
            throw new FaultException(changes);
        }

        using var loggers = new StderrLoggerFactory(isVerbose: false);
        var (agents, context) = new RunService(ground, loggers.CreateLogger("engine")).Stand(runId, terms);
        return new RunGround(agents, context);
    }

    /// <summary>The machine that saw a run to its end writes the report.</summary>
    public async Task EndedAsync(RunState run, CancellationToken cancellationToken)
    {
        try
        {
            var (ground, changes) = await GroundAsync(run.RunId, run.Terms!, cancellationToken);
            using var loggers = new StderrLoggerFactory(isVerbose: false);
            var record = await new RunService(ground, loggers.CreateLogger("engine")).RecordAsync(run, changes, cancellationToken);
            var files = await RunFiles.WriteAsync(record, run.Terms!.Inputs!.Out ?? RunFiles.DefaultFolder(run.RunId), changes: null, cancellationToken);
            ended.Enqueue((run.RunId, record.Status));
            output.Warn(record.Faults);
            output.Message($"run {run.RunId}: {record.Status}; {files.Report}");
        }
        catch (FaultException exception)
        {
            // The run has ended all the same; 'workflow status' shows it from any machine.
            output.Message($"run {run.RunId} has ended, and its report could not be written here:");
            output.Warn(exception.Faults);
        }
    }

    /// <summary>With those of the run's agents that are here.</summary>
    private async Task<(Runs.RunGround Ground, IReadOnlyList<Fault> Changes)> GroundAsync(string runId, RunTerms terms, CancellationToken cancellationToken)
    {
        var inputs = RunTakeUp.Inputs(runId, terms);
        return await RunTakeUp.GroundAsync(application, runId, inputs, [.. inputs.Agents.Keys.Where(Agents.ContainsKey)], new LineProgress(output, $"run {runId}: "), host: null, cancellationToken);
    }
}
