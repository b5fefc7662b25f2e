using Omua.Engine.Planning;
using Omua.Llm;
using Omua.Llm.Calling;
using Omua.Llm.Narrating;
using Omua.Llm.Planning;
using Omua.Llm.Settings;

namespace Omua.Cli.Runs;

/// <summary>The language model of a run.</summary>
internal sealed class RunModel(LlmPipeline pipeline)
{
    public LlmSettings Settings => pipeline.Settings;

    /// <summary>For planning and for the summary, which belong to no task.</summary>
    public ILlmBackend ForRun(string runId) => pipeline.ForRun(new LlmRun { RunId = runId });

    /// <summary>The model's plan, or that of the rules where none comes of it; the faults say why.</summary>
    public async Task<Plan> PlanAsync(IReadOnlyList<IAgent> agents, ContextData context, Plan rules, CancellationToken cancellationToken)
    {
        if (!pipeline.Settings.Planning)
        {
            return rules;
        }

        var names = agents.Select(agent => agent.Name).ToHashSet(StringComparer.Ordinal);
        try
        {
            var planner = new ModelPlanner(pipeline.Of(new LlmRun { RunId = context.RunId }), tasks => PlanCheck.Check(tasks, names));
            return await planner.PlanAsync(agents, context, rules.Tasks, cancellationToken) is { } made
                ? new Plan { Source = made.Source, Tasks = made.Tasks, Faults = rules.Faults }
                : rules;
        }
        catch (Exception exception) when (exception is LlmException or PlanningException)
        {
            var fault = new Fault(FaultCodes.ModelPlanRefused, $"the agents planned by their own rules, since the model's plan cannot be used: {exception.Message}", "nothing has to be done; 'omua llm test' checks the connection");
            return rules with { Faults = [.. rules.Faults, fault] };
        }
    }

    /// <summary>The run with its summary in prose; without one where none comes of it, and the fault says why.</summary>
    public async Task<RunRecord> NarratedAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var facts = RunFacts.Of(run);
        if (!pipeline.Settings.Narrative || facts.Count == 0)
        {
            return run;
        }

        try
        {
            var narrator = new Narrator(pipeline.ForRun(new LlmRun { RunId = run.Id, PlanHash = run.PlanHash }));
            return run with { Narrative = await narrator.WriteAsync(run.Goal, facts, RunFacts.Names(run), cancellationToken) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is complete; whoever interrupts the prose still gets its report.
            return run;
        }
        catch (LlmException exception)
        {
            var fault = new Fault(FaultCodes.NarrativeLeftOut, $"the summary in prose was not written: {exception.Message}", "nothing else is missing; 'omua llm test' checks the connection");
            return run with { Faults = [.. run.Faults, fault] };
        }
    }

    /// <summary>The agent with the model of each task that it executes: what a task may do is decided for that task, and a call has no longer than what is left of the attempt.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="run">The run.</param>
    /// <param name="attempt">The limit of an attempt at a task that names none.</param>
    /// <param name="time">The clock of the run.</param>
    public IAgent Bound(IAgent agent, LlmRun run, TimeSpan attempt, TimeProvider time) =>
        new ModelledAgent(agent, task => pipeline.ForRun(run with { TaskId = task.Id, Deadline = time.GetUtcNow() + (task.Timeout ?? attempt) }));

    private sealed class ModelledAgent(IAgent agent, Func<TaskSpec, ILlmBackend> model) : IAgent
    {
        public string Name => agent.Name;

        public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => agent.PlanAsync(context, cancellationToken);

        public IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => agent.DescribeTasks(context);

        public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
            agent.ExecuteAsync(task, context with { Llm = model(task) }, cancellationToken);
    }
}
