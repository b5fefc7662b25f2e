using Microsoft.Extensions.Logging;
using Omua.Cli.Runs.Playbooks;
using Omua.Cli.Verbs;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Llm.Calling;

namespace Omua.Cli.Runs;

/// <summary>The main job: from loaded exports to a plan, a stored run, and the record that its report is written from.</summary>
internal sealed class RunService(RunGround ground, ILogger logger)
{
    /// <summary>Asks the agents for a plan, or takes the playbook's. Nothing is stored or started.</summary>
    /// <exception cref="FaultException">An agent is missing, or there is nothing to do.</exception>
    public async Task<PlannedRun> PlanAsync(RunOptions options, string runId, IRunProgress progress, CancellationToken cancellationToken)
    {
        var chosen = ground.Agents.All;
        var inputs = Inputs(options, chosen);
        var context = Context(runId, inputs, options.Goal, chosen);
        var plan = options.Playbook is null
            ? await Planner.PlanAsync(chosen, context, ground.Engine.TaskTimeout, ground.Time, cancellationToken)
            : await PlaybookAsync(options.Playbook, chosen, context, cancellationToken);
        if (ground.Model is { } model && options.Playbook is null)
        {
            progress.Say("asking the model for a plan");
            plan = await model.PlanAsync(chosen, context, plan, cancellationToken);
        }

        if (plan.Tasks.Count == 0)
        {
            throw new FaultException(NothingPlanned(plan, options));
        }

        if (options.Playbook is not null)
        {
            // An agent that is only untrusted is a person's decision, not a defect of the playbook.
            ground.Agents.RequireTrusted(plan.Tasks.Select(task => task.AgentType));
        }

        progress.Planned(plan.Tasks, new Dictionary<string, TaskStatus>());
        return new PlannedRun(
            new RunRequest { RunId = runId, Plan = plan, Agents = ByName(chosen, runId, plan.Hash), Context = context, DryRun = !options.IsApproved, Inputs = inputs },
            [.. ground.Data.Faults, .. ground.Agents.Faults, .. plan.Faults]);
    }

    private static async Task<Plan> PlaybookAsync(IReadOnlyList<TaskSpec> playbook, IReadOnlyList<IAgent> agents, ContextData context, CancellationToken cancellationToken)
    {
        var (tasks, leftOut) = await PlaybookTasks.ForAsync(playbook, agents, context, cancellationToken);
        return new Plan { Source = "playbook", Tasks = tasks, Faults = leftOut };
    }

    /// <summary>Stores the plan as a run that is executed later.</summary>
    public async Task<RunRecord> CreateAsync(PlannedRun planned, CancellationToken cancellationToken)
    {
        var state = await ground.Runs(logger).CreateAsync(planned.Request, cancellationToken);
        return Record(state, planned.Request.Context, planned.Faults);
    }

    /// <summary>Executes the plan. A cancelled token ends the run; it is stored as cancelled and its record is still returned.</summary>
    public async Task<RunRecord> ExecuteAsync(PlannedRun planned, IRunProgress progress, CancellationToken cancellationToken)
    {
        var state = await ground.Runs(logger).ExecuteAsync(planned.Request, new ShownEvents(progress), cancellationToken, Drain);
        return await ModelledAsync(Record(state, planned.Request.Context, planned.Faults), cancellationToken);
    }

    /// <summary>Executes a stored run from where it stands: what is recorded is not done again.</summary>
    /// <param name="run">The run as its journal has it, with its inputs.</param>
    /// <param name="changes">What is different from when it was planned, where that was accepted.</param>
    /// <param name="progress">Where to show it.</param>
    /// <param name="cancellationToken">Ends the run; it is stored as cancelled and its record is still returned.</param>
    public async Task<RunRecord> TakeUpAsync(RunState run, IReadOnlyList<Fault> changes, IRunProgress progress, CancellationToken cancellationToken)
    {
        var terms = run.Terms!;
        var chosen = ground.Agents.All;
        var context = Context(run.RunId, terms.Inputs!, terms.Goal, chosen);
        progress.Planned(terms.Tasks, run.Tasks.All.Where(task => task.IsOver).ToDictionary(task => task.Spec.Id, task => task.Status));
        var state = await ground.Runs(logger).TakeUpAsync(run.RunId, ByName(chosen, run.RunId, terms.PlanHash), context, new ShownEvents(progress), cancellationToken, Drain);
        return await ModelledAsync(Record(state, context, [.. changes, .. ground.Data.Faults, .. ground.Agents.Faults]), cancellationToken);
    }

    /// <summary>What attempts at a run's tasks are given on this machine, where others have a part in the run. Some of its agents may be elsewhere.</summary>
    public (IReadOnlyDictionary<string, IAgent> Agents, ContextData Context) Stand(string runId, RunTerms terms)
    {
        var context = Context(runId, terms.Inputs!, terms.Goal, ground.Agents.All);
        return (ByName(ground.Agents.All, runId, terms.PlanHash), context with { Agents = [.. terms.Inputs!.Agents.Keys.Select(agent => new AgentProfile(agent))] });
    }

    /// <summary>The record of a run that several machines have carried out.</summary>
    public Task<RunRecord> RecordAsync(RunState run, IReadOnlyList<Fault> changes, CancellationToken cancellationToken) =>
        ModelledAsync(Record(run, Stand(run.RunId, run.Terms!).Context, [.. changes, .. ground.Data.Faults, .. ground.Agents.Faults]), cancellationToken);

    private CancellationToken Drain => ground.Host?.Drain ?? CancellationToken.None;

    private IReadOnlyList<Fault> NothingPlanned(Plan plan, RunOptions options)
    {
        var isTrustTheOnlyReason = plan.Faults.Count == 0 && options.Agents.Count == 0 && options.Playbook is null && ground.Agents.Untrusted.Count > 0;
        return isTrustTheOnlyReason
            ? ground.Agents.Untrusted
            : [.. plan.Faults, new Fault(FaultCodes.NothingPlanned, "no agent found work to do in the data", "'omua data inspect' shows what was recognised in it")];
    }

    private RunInputs Inputs(RunOptions options, IReadOnlyList<IAgent> chosen) => new()
    {
        DataPath = Path.GetFullPath(options.DataPath),
        Files = ground.Files,
        Budget = options.Budget,
        Currency = options.Currency ?? ground.Currency,
        Agents = chosen.ToDictionary(agent => agent.Name, agent => ground.Agents.VersionOf(agent.Name), StringComparer.Ordinal),
        Seed = options.Seed,
        StartedAt = ground.Time.GetUtcNow(),
        Out = options.Out is { } folder ? Path.GetFullPath(folder) : null,
        IsSimulated = options.IsSimulated,
        Command = options.Command,
    };

    /// <summary>From the inputs alone, so that a run that is taken up is given what it was given before.</summary>
    private ContextData Context(string runId, RunInputs inputs, string goal, IReadOnlyList<IAgent> chosen) => new()
    {
        RunId = runId,
        StartedAt = inputs.StartedAt,
        Goal = goal,
        Datasets = ground.Data.Datasets,
        Budget = inputs.Budget is { } amount ? new Money(amount, RunCurrency.Of(ground.Data.Datasets, inputs.Currency)) : null,
        Agents = [.. chosen.Select(agent => new AgentProfile(agent.Name))],
        Seed = inputs.Seed,
        Llm = ground.Model?.ForRun(runId),
    };

    private Dictionary<string, IAgent> ByName(IReadOnlyList<IAgent> agents, string runId, string planHash)
    {
        var byName = agents.ToDictionary(agent => agent.Name, agent => ground.Model?.Bound(agent, new LlmRun { RunId = runId, PlanHash = planHash }, ground.Engine.TaskTimeout, ground.Time) ?? agent, StringComparer.Ordinal);
        byName.TryAdd(SubRunAgent.AgentName, new SubRunAgent(ground.Runs(logger), new RunHistory(ground.Store), byName, Drain));
        return byName;
    }

    /// <summary>The record with the summary in prose, where the run is complete, and with what models took.</summary>
    private async Task<RunRecord> ModelledAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (ground.Model is { } model && run.Status == WireNames.Of(Omua.Engine.RunStatus.Completed) && !cancellationToken.IsCancellationRequested)
        {
            run = await model.NarratedAsync(run, cancellationToken);
            if (run.Narrative is { } narrative)
            {
                await RunNarratives.KeepAsync(ground.Store.Documents, run.Id, narrative, CancellationToken.None);
            }
        }

        // What was spent was spent, also in a run that was cancelled.
        return await LlmSpend.OfRunAsync(ground.Store.Documents, run.Id, CancellationToken.None) is { } spend ? run with { Llm = new LlmSpend(spend, ground.LlmCurrency.Value) } : run;
    }

    private RunRecord Record(RunState state, ContextData context, IReadOnlyList<Fault> faults)
    {
        var inputs = state.Terms!.Inputs!;
        return new RunRecord
        {
            Id = state.RunId,
            Status = WireNames.Of(state.IsWaiting ? Omua.Engine.RunStatus.Waiting : state.Status),
            StartedAt = state.Status == Omua.Engine.RunStatus.Created ? inputs.StartedAt : state.StartedAt,
            CompletedAt = state.CompletedAt ?? ground.Time.GetUtcNow(),
            IsDryRun = state.DryRun,
            PlanSource = state.PlanSource,
            PlanHash = state.PlanHash,
            Tasks = [.. state.Tasks.All.Select(task => new RunTask(task.Spec, task.Status) { StartedAt = task.StartedAt, EndedAt = task.CompletedAt, Attempts = task.Attempts, Error = task.Error, IsAwaitingApproval = task.IsWaitingForAnswer })],
            Results = state.Tasks.All.Where(task => task.Result is not null).ToDictionary(task => task.Spec.Id, task => task.Result!, StringComparer.Ordinal),
            Datasets = ground.Data.Datasets,
            Figures = CampaignFigures.Of(ground.Data.Datasets, inputs.Currency),
            Faults = faults,
            Goal = context.Goal,
            Budget = context.Budget,
            Seed = inputs.Seed,
            Command = inputs.Command,
            Version = VersionVerb.Current,
        };
    }
}
