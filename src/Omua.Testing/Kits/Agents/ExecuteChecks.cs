using System.Text.Json;

namespace Omua.Testing;

/// <summary>What an agent does with its tasks.</summary>
internal sealed class ExecuteChecks : AgentChecks
{
    private const int MaxResultBytes = 8 * 1024 * 1024;

    public ExecuteChecks()
        : base("agent.execute", nameof(IAgent.ExecuteAsync))
    {
        EachRun("completes or fails each planned task, and says why it fails", async (trial, agent, run) =>
        {
            foreach (var (task, _, result) in await trial.ExecuteAsync(agent, run))
            {
                Expect.Equal(task.Id, result.TaskId, "the task of the result");
                Expect.That(result.Status is TaskStatus.Completed or TaskStatus.Failed, $"{task.Id} ended as {result.Status}; an agent says completed or failed");
                Expect.Equal(result.Status == TaskStatus.Failed, !string.IsNullOrWhiteSpace(result.Error), $"whether {task.Id} carries an error");
            }
        });
        EachRun("completes at least one of its tasks over data that it planned for", async (trial, agent, run) =>
        {
            var executed = await trial.ExecuteAsync(agent, run);
            Expect.That(executed.Count == 0 || executed.Any(each => each.Result.Status == TaskStatus.Completed), $"all {executed.Count} tasks failed; the first: {executed.FirstOrDefault().Result?.Error}");
        });
        EachRun("gives results that come back from JSON as they were, without NaN, within 8 MB", async (trial, agent, run) =>
        {
            foreach (var (task, _, result) in await trial.ExecuteAsync(agent, run))
            {
                var text = Serialized(task, result);
                Expect.That(text.Length <= MaxResultBytes, $"the result of {task.Id} has {text.Length} characters");
                Expect.Equal(text, AgentTrial.Text(JsonSerializer.Deserialize<TaskResult>(text)), $"the result of {task.Id} after it was written and read");
            }
        });
        EachRun("gives the same figures for the same task again, under the same idempotency key", async (trial, agent, run) =>
        {
            foreach (var (task, context, result) in await trial.ExecuteAsync(agent, run))
            {
                var again = await agent.ExecuteAsync(task with { Parameters = task.Parameters.DeepClone().AsObject() }, context with { Attempt = context.Attempt! with { Number = 2 } }, trial.Ended);
                Expect.Equal(AgentTrial.Figures(result), AgentTrial.Figures(again), $"the second result of {task.Id}");
            }
        });
        EachRun("gives the same figures from a new instance, on another day", async (trial, agent, run) =>
        {
            var first = await trial.ExecuteAsync(agent, run);
            trial.Time.Advance(TimeSpan.FromDays(400));
            Expect.Sequence(first.Select(each => AgentTrial.Figures(each.Result)), (await trial.ExecuteAsync(await trial.AgentAsync(), run)).Select(each => AgentTrial.Figures(each.Result)), "results of a new instance");
        });
        EachRun("gives the same figures when its tasks run at once", async (trial, agent, run) =>
        {
            var executed = await trial.ExecuteAsync(agent, run);
            var together = await Task.WhenAll(executed.Select(each => Task.Run(() => agent.ExecuteAsync(each.Task with { Parameters = each.Task.Parameters.DeepClone().AsObject() }, each.Context, trial.Ended))));
            Expect.Sequence(executed.Select(each => AgentTrial.Figures(each.Result)), together.Select(AgentTrial.Figures), "results of tasks that ran at once");
        });
        EachRun("leaves task and context as they are", async (trial, agent, run) =>
        {
            foreach (var (task, context, _) in await trial.ExecuteAsync(agent, run))
            {
                var given = task with { Parameters = task.Parameters.DeepClone().AsObject() };
                var previous = AgentTrial.Text(context.PreviousResults);
                await agent.ExecuteAsync(given, context, trial.Ended);
                Expect.Equal(AgentTrial.Text(task), AgentTrial.Text(given), "the task after execution");
                Expect.Equal(previous, AgentTrial.Text(context.PreviousResults), "the results that came before, after execution");
            }
        });
        EachRun("ends soon when it is cancelled", async (trial, agent, run) =>
        {
            foreach (var (task, context, _) in await trial.ExecuteAsync(agent, run))
            {
                await EndsSoonAsync(trial, $"the task {task.Id}", token => agent.ExecuteAsync(task, context, token));
            }
        });
        EachRun("refuses a task that it does not know, clearly", (trial, agent, run) => RefusesClearlyAsync("an unknown task", () => agent.ExecuteAsync(
            new TaskSpec { Id = $"{agent.Name}.no_such_task", Kind = "no_such_kind", Name = "No such task", AgentType = agent.Name }, AgentTrial.For(agent, run), trial.Ended)));
        EachRun("refuses a task without its parameters clearly, or does without", async (trial, agent, run) =>
        {
            foreach (var (task, context, _) in await trial.ExecuteAsync(agent, run))
            {
                await RefusesClearlyAsync($"{task.Id} without parameters", () => agent.ExecuteAsync(task with { Parameters = [] }, context, trial.Ended));
            }
        });
        EachRun("refuses a task whose data is gone clearly, or does without", async (trial, agent, run) =>
        {
            foreach (var (task, context, _) in await trial.ExecuteAsync(agent, run))
            {
                await RefusesClearlyAsync($"{task.Id} without data", () => agent.ExecuteAsync(task, context with { Datasets = [] }, trial.Ended));
                await RefusesClearlyAsync($"{task.Id} without the results before it", () => agent.ExecuteAsync(task, context with { PreviousResults = new Dictionary<string, TaskResult>() }, trial.Ended));
            }
        });
        EachRun("carries no secret into results and logs", async (trial, agent, run) =>
        {
            var secrets = RefusedSettings.Secrets(trial.Plugin);
            foreach (var (task, _, result) in await trial.ExecuteAsync(agent, run))
            {
                Expect.That(!secrets.Any(secret => AgentTrial.Text(result).Contains(secret, StringComparison.Ordinal)), $"a secret of the configuration is in the result of {task.Id}");
            }
        });
    }

    private static string Serialized(TaskSpec task, TaskResult result)
    {
        try
        {
            return AgentTrial.Text(result);
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new CheckFailedException($"the result of {task.Id} is no JSON: {exception.Message}", exception);
        }
    }
}
