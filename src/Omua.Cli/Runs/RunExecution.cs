using Microsoft.Extensions.Logging;
using Omua.Engine;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Cli.Runs;

/// <summary>Has the engine plan and execute, and shows its events while it does.</summary>
internal sealed class RunExecution(IStorageBackend store, EngineOptions options, TimeProvider time, ILogger logger)
{
    public async Task<Execution> RunAsync(
        IReadOnlyList<IAgent> agents, ContextData context, IReadOnlyList<TaskSpec>? playbook, bool isDryRun, IRunProgress progress, CancellationToken cancellationToken)
    {
        var plan = playbook is null
            ? await Planner.PlanAsync(agents, context, options.TaskTimeout, time, cancellationToken)
            : new Plan { Source = "playbook", Tasks = playbook };
        if (plan.Tasks.Count == 0)
        {
            throw new FaultException([.. plan.Faults, new Fault(FaultCodes.NothingPlanned, "no agent found work to do in the data", "'omua data inspect' shows what was recognised in it")]);
        }

        progress.Planned(plan.Tasks);
        var request = new RunRequest
        {
            RunId = context.RunId, Plan = plan, Agents = agents.ToDictionary(agent => agent.Name, StringComparer.Ordinal), Context = context, DryRun = isDryRun,
        };
        var state = await new RunEngine(store, options, time, logger).ExecuteAsync(request, new Shown(progress), cancellationToken);
        return new Execution
        {
            Status = FigureJson.Wire(state.Status),
            StartedAt = state.StartedAt,
            CompletedAt = state.CompletedAt ?? time.GetUtcNow(),
            PlanSource = state.PlanSource,
            PlanHash = state.PlanHash,
            Tasks = [.. state.Tasks.Select(task => new RunTask(task.Spec, task.Status) { StartedAt = task.StartedAt, EndedAt = task.CompletedAt, Attempts = task.Attempts, Error = task.Error })],
            Results = state.Tasks.Where(task => task.Result is not null).ToDictionary(task => task.Spec.Id, task => task.Result!, StringComparer.Ordinal),
            Faults = plan.Faults,
        };
    }

    private sealed class Shown(IRunProgress progress) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            TaskStatus? status = value.Kind switch
            {
                RunEventKind.TaskStarted => TaskStatus.Running,
                RunEventKind.TaskCompleted => TaskStatus.Completed,
                RunEventKind.TaskFailed => TaskStatus.Failed,
                RunEventKind.TaskSkipped => TaskStatus.Skipped,
                RunEventKind.TaskCancelled => TaskStatus.Cancelled,
                RunEventKind.TaskRetrying or RunEventKind.TaskLost => TaskStatus.Pending,
                _ => null,
            };
            if (status is { } now && value.TaskId is { } task)
            {
                progress.Changed(task, now, value.Reason);
            }
        }
    }
}
