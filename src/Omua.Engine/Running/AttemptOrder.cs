using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>One attempt at a task with all that it needs to know of its run, so that it can be carried out on another machine.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Task">The task; a copy of its own.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="StartedAt">When the first attempt at the task began.</param>
/// <param name="Previous">The results of what it depends on; copies of its own.</param>
internal sealed record AttemptOrder(string RunId, TaskSpec Task, int Attempt, DateTimeOffset? StartedAt, IReadOnlyDictionary<string, TaskResult> Previous)
{
    public static AttemptOrder Of(RunState run, TaskState task, int attempt) => new(
        run.RunId,
        task.Spec with { Parameters = (System.Text.Json.Nodes.JsonObject)task.Spec.Parameters.DeepClone() },
        attempt,
        task.StartedAt,
        task.Spec.Dependencies.Distinct(StringComparer.Ordinal).Select(id => run.Tasks[id].Result).OfType<TaskResult>()
            .ToDictionary(result => result.TaskId, result => TaskResultJson.Read(TaskResultJson.Write(result)), StringComparer.Ordinal));
}
