using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>One attempt at a task with all that it needs to know of its run, so that it can be carried out on another machine.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Task">The task, as it was planned; whoever calls the agent copies what the agent could change.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="StartedAt">When the first attempt at the task began.</param>
/// <param name="Previous">The results of what it depends on; copies of its own, each made when it is first looked at.</param>
internal sealed record AttemptOrder(string RunId, TaskSpec Task, int Attempt, DateTimeOffset? StartedAt, IReadOnlyDictionary<string, TaskResult> Previous)
{
    public static AttemptOrder Of(RunState run, TaskState task, int attempt) => new(run.RunId, task.Spec, attempt, task.StartedAt, PreviousResults.Of(run, task.Spec));
}
