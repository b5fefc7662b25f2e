using Omua.Analytics;
using Omua.Cli.Verbs;

namespace Omua.Cli.Runs;

/// <summary>The main job: from loaded exports to a stored run and the record that its report is written from.</summary>
internal sealed class RunService(IReadOnlyList<IAgent> agents, RunExecution execution, TimeProvider time)
{
    /// <summary>Plans and executes.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="data">What was found in the exports.</param>
    /// <param name="faults">What else could not be used, for the document and the report.</param>
    /// <param name="progress">Where to show it.</param>
    /// <param name="cancellationToken">Ends the run; it is stored as cancelled and its record is still returned.</param>
    public async Task<RunRecord> RunAsync(
        RunOptions options, string runId, LoadedData data, IReadOnlyList<Fault> faults, IRunProgress progress, CancellationToken cancellationToken)
    {
        var chosen = Choose(options.Agents);
        var figures = CampaignFigures.Of(data.Datasets, options.Currency);
        var context = new ContextData
        {
            RunId = runId,
            StartedAt = time.GetUtcNow(),
            Goal = options.Goal,
            Datasets = data.Datasets,
            Budget = options.Budget is { } amount ? new Money(amount, RunCurrency.Of(data.Datasets, options.Currency)) : null,
            Agents = [.. chosen.Select(agent => new AgentProfile(agent.Name))],
            Seed = options.Seed,
        };
        var done = await execution.RunAsync(chosen, context, options.Playbook, !options.IsApproved, progress, cancellationToken);
        return new RunRecord
        {
            Id = runId,
            Status = done.Status,
            StartedAt = done.StartedAt,
            CompletedAt = done.CompletedAt,
            IsDryRun = !options.IsApproved,
            PlanSource = done.PlanSource,
            PlanHash = done.PlanHash,
            Tasks = done.Tasks,
            Results = done.Results,
            Datasets = data.Datasets,
            Figures = figures,
            Faults = [.. data.Faults, .. faults, .. done.Faults],
            Goal = options.Goal,
            Budget = context.Budget,
            Seed = options.Seed,
            Command = options.Command,
            Version = VersionVerb.Current,
        };
    }

    private IReadOnlyList<IAgent> Choose(IReadOnlyList<string> wanted)
    {
        var unknown = wanted.Where(name => agents.All(agent => agent.Name != name)).ToList();
        return unknown.Count > 0
            ? throw new FaultException([.. unknown.Select(name => new Fault(
                FaultCodes.UnknownAgent, $"there is no agent '{name}'", $"choose from {string.Join(", ", agents.Select(agent => agent.Name))}; 'omua plugin list' shows their state"))])
            : wanted.Count == 0 ? agents : [.. agents.Where(agent => wanted.Contains(agent.Name))];
    }
}
