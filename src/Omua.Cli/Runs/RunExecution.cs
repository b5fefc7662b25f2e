using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>Plans, then runs the tasks as their dependencies allow, each transition in the journal before it counts.</summary>
internal sealed class RunExecution(IStorageBackend? store, RunLimits limits, TimeProvider time)
{
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(30);

    public async Task<Execution> RunAsync(
        IReadOnlyList<IAgent> agents, ContextData context, IReadOnlyList<TaskSpec>? playbook, IRunProgress progress, CancellationToken cancellationToken)
    {
        var plan = await RunPlan.MakeAsync(agents, context, playbook, cancellationToken);
        progress.Planned(plan.Tasks);
        var lease = store is null ? null : await store.Journal.LeaseAsync(context.RunId, Environment.MachineName + "/" + Environment.ProcessId, LeaseLength, cancellationToken);
        var journal = store is null ? null : new RunJournalWriter(store.Journal, context.RunId, lease);
        var board = new TaskBoard(plan.Tasks, limits);
        await Append(journal, "run_started", new JsonObject
        {
            ["plan"] = new JsonObject { ["source"] = plan.Source, ["hash"] = plan.Hash, ["tasks"] = FigureJson.Of(plan.Tasks, RunPlan.Canonical) },
            ["goal"] = context.Goal,
            ["seed"] = context.Seed,
            ["budget"] = context.Budget?.Amount,
            ["currency"] = context.Budget?.Currency,
        });
        await DispatchAsync(board, agents.ToDictionary(agent => agent.Name, StringComparer.Ordinal), context, journal, progress, cancellationToken);
        board.EndWhatIsLeft(cancellationToken.IsCancellationRequested);
        var status = cancellationToken.IsCancellationRequested ? "cancelled" : board.Tasks.All(task => task.Status == TaskStatus.Completed) ? "completed" : "failed";
        await Append(journal, "run_" + status, new JsonObject { ["tasks"] = FigureJson.Of(board.Tasks, task => new JsonObject { ["id"] = task.Spec.Id, ["status"] = FigureJson.Wire(task.Status) }) }, status);
        if (lease is not null)
        {
            await store!.Journal.ReleaseAsync(lease, CancellationToken.None);
        }

        return new Execution
        {
            Status = status, StartedAt = context.StartedAt, CompletedAt = time.GetUtcNow(), PlanSource = plan.Source, PlanHash = plan.Hash,
            Tasks = board.Tasks, Results = board.Results, Faults = plan.Faults,
        };
    }

    // What has happened is written whether or not the run was cancelled meanwhile.
    private static Task Append(RunJournalWriter? journal, string kind, JsonObject body, string? ended = null) =>
        journal?.AppendAsync(kind, body, ended ?? "running", ended is null, CancellationToken.None) ?? Task.CompletedTask;

    private async Task DispatchAsync(
        TaskBoard board, Dictionary<string, IAgent> agents, ContextData context, RunJournalWriter? journal, IRunProgress progress, CancellationToken cancellationToken)
    {
        var running = new List<Task<TaskSpec>>();
        while (true)
        {
            while (running.Count < limits.MaxParallel && !cancellationToken.IsCancellationRequested && board.NextReady() is { } ready)
            {
                await Append(journal, "task_started", new JsonObject { ["task_id"] = ready.Id });
                board.Started(ready.Id, time.GetUtcNow());
                progress.Changed(ready.Id, TaskStatus.Running, null);
                var own = context with { PreviousResults = board.ResultsOf(ready.Dependencies) };
                running.Add(RunOneAsync(board, agents[ready.AgentType], ready, own, journal, progress, cancellationToken));
            }

            if (running.Count == 0)
            {
                return;
            }

            var done = await Task.WhenAny(running);
            running.Remove(done);
            await done;
        }
    }

    private async Task<TaskSpec> RunOneAsync(
        TaskBoard board, IAgent agent, TaskSpec task, ContextData context, RunJournalWriter? journal, IRunProgress progress, CancellationToken cancellationToken)
    {
        TaskResult result;
        var attempts = 1;
        try
        {
            (result, attempts) = await new TaskRunner(agent, limits, time, new Random(context.Seed)).RunAsync(task, context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = new TaskResult { TaskId = task.Id, Status = TaskStatus.Cancelled, Error = "the run was cancelled" };
        }

        var body = RunDocument.Result(result);
        body["attempts"] = attempts;
        await Append(journal, "task_" + FigureJson.Wire(result.Status), body);
        foreach (var skipped in board.Ended(result, attempts, time.GetUtcNow()))
        {
            await Append(journal, "task_skipped", new JsonObject { ["task_id"] = skipped });
            progress.Changed(skipped, TaskStatus.Skipped, null);
        }

        progress.Changed(task.Id, result.Status, result.Error);
        return task;
    }
}
