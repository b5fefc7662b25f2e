using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;

namespace Omua.Engine.Running;

/// <summary>
/// The agent whose task is a run of its own: <c>parameters.tasks</c> is its plan. The sub-run's id follows from the task, so that another attempt goes on with what the one
/// before has recorded; what cancels the task cancels it, and its results are the task's.
/// </summary>
internal sealed class SubRunAgent(RunEngine engine, RunHistory history, IReadOnlyDictionary<string, IAgent> agents, CancellationToken drain = default) : IAgent
{
    public const string AgentName = "sub_run";

    private const int DeepestNesting = 3;
    private const string Fix = "'parameters' of a sub_run are {\"tasks\": [{\"id\", \"agent_type\", ...}]}";

    public string Name => AgentName;

    /// <summary>It plans nothing by itself.</summary>
    public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);

    public async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        var tasks = Tasks(task);
        var runId = $"{context.RunId}.{task.Id}";
        var level = 1 + (context.Parameters["sub_run_level"]?.GetValue<int>() ?? 0);
        if (level > DeepestNesting)
        {
            throw new TaskRejectedException($"sub-runs may lie {DeepestNesting} deep; plan this one's tasks beside it");
        }

        var own = context with { RunId = runId, Parameters = Level(context, level), PreviousResults = PreviousResults.None, Attempt = null };
        var state = await history.EntryAsync(runId, cancellationToken).ConfigureAwait(false) is null
            ? await engine.ExecuteAsync(
                new RunRequest
                {
                    RunId = runId, Plan = new Plan { Source = "sub_run", Tasks = tasks }, Agents = agents, Context = own, Origin = OriginOf(context.RunId, task.Id),
                },
                null, cancellationToken, drain).ConfigureAwait(false)
            : await GoOnAsync(runId, own, cancellationToken).ConfigureAwait(false);
        if (!state.IsOver)
        {
            // The process drains: the attempt is given back with its run, and the next one goes on with the sub-run.
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }

        if (state.Status == RunStatus.Cancelled)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Result(task, state);
    }

    public static string OriginOf(string runId, string taskId) => $"{OriginPrefix}{runId}/{taskId}";

    /// <summary>What begins the origin of every sub-run: it is taken up with its parent, never by itself.</summary>
    public const string OriginPrefix = "run:";

    private async Task<RunState> GoOnAsync(string runId, ContextData own, CancellationToken cancellationToken)
    {
        var state = await history.FoldAsync(runId, cancellationToken).ConfigureAwait(false);
        if (state.Status == RunStatus.Completed)
        {
            return state;
        }

        if (state.IsOver)
        {
            await engine.RetryAsync(runId, "its task is tried again", cancellationToken).ConfigureAwait(false);
        }

        return await engine.TakeUpAsync(runId, agents, own, null, cancellationToken, drain).ConfigureAwait(false);
    }

    private static IReadOnlyList<TaskSpec> Tasks(TaskSpec task)
    {
        try
        {
            var tasks = task.Parameters["tasks"] is JsonArray { Count: > 0 } given
                ? given.Select(each => TaskSpecJson.Read(Named(each!.AsObject()))).ToList()
                : throw new TaskRejectedException($"{task.Id} has no tasks; {Fix}");
            return tasks.FirstOrDefault(each => each.Approval is not null) is { } asking
                ? throw new TaskRejectedException($"'{asking.Id}' asks for approval; ask on '{task.Id}' itself, since a sub-run does not wait for days")
                : tasks;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new TaskRejectedException($"the tasks of {task.Id} cannot be read; {Fix}");
        }
    }

    private static JsonObject Named(JsonObject task)
    {
        var named = (JsonObject)task.DeepClone();
        named["name"] ??= named["id"]?.DeepClone();
        return named;
    }

    private static JsonObject Level(ContextData context, int level)
    {
        var parameters = (JsonObject)context.Parameters.DeepClone();
        parameters["sub_run_level"] = level;
        return parameters;
    }

    private static TaskResult Result(TaskSpec task, RunState state)
    {
        var results = state.Tasks.All.Where(each => each.Result is not null).ToList();
        var result = new JsonObject
        {
            ["run"] = state.RunId,
            ["status"] = WireNames.Of(state.Status),
            ["tasks"] = new JsonObject(state.Tasks.All.Select(each => KeyValuePair.Create(each.Spec.Id, (JsonNode?)WireNames.Of(each.Status)))),
            ["results"] = new JsonObject(results.Select(each => KeyValuePair.Create(each.Spec.Id, (JsonNode?)each.Result!.Result.DeepClone()))),
        };
        var whole = TaskResult.Completed(task, result) with
        {
            Findings = [.. results.SelectMany(each => each.Result!.Findings)], Proposals = [.. results.SelectMany(each => each.Result!.Proposals)],
        };
        return state.Status == RunStatus.Completed
            ? whole
            : whole with { Status = TaskStatus.Failed, Error = $"sub-run {state.RunId} {WireNames.Of(state.Status)}: {string.Join("; ", state.Tasks.All.Where(each => each.Status == TaskStatus.Failed).Take(3).Select(each => $"{each.Spec.Id}: {each.Error}"))}" };
    }
}
