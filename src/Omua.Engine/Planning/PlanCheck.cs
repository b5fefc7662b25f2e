using Omua.Engine.Deciding;

namespace Omua.Engine.Planning;

/// <summary>Everything that is wrong with a plan, found before anything starts.</summary>
internal static class PlanCheck
{
    public const int MaxTasks = 10_000;
    private const int MaxIdLength = 128;

    public static IReadOnlyList<Fault> Check(IReadOnlyList<TaskSpec> tasks, IReadOnlyCollection<string> agents)
    {
        if (tasks.Count > MaxTasks)
        {
            return [new Fault(FaultCodes.PlanTooLarge, $"The plan has {tasks.Count} tasks; at most {MaxTasks} are run.", "Plan fewer, larger tasks.")];
        }

        var known = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var faults = new List<Fault>();
        faults.AddRange(tasks.GroupBy(task => task.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => new Fault(
            FaultCodes.DuplicateTask, $"The id '{same.Key}' is used by {same.Count()} tasks ({string.Join(", ", same.Select(task => task.AgentType))}).",
            "Start task ids with the agent's name and make them unique.")));
        foreach (var task in tasks)
        {
            faults.AddRange(CheckOne(task, known.Contains, agents.Contains, agents));
        }

        faults.AddRange(Cycles(tasks));
        return faults;
    }

    /// <summary>What is wrong with tasks that join a run under way. Whether their agents take part is checked where the agents are known.</summary>
    public static IReadOnlyList<Fault> CheckAdded(IReadOnlyList<TaskSpec> tasks, TaskBoard board)
    {
        if (tasks.Count == 0)
        {
            return [];
        }

        if (board.Count + tasks.Count > MaxTasks)
        {
            return [new Fault(FaultCodes.PlanTooLarge, $"With {tasks.Count} more the run has {board.Count + tasks.Count} tasks; at most {MaxTasks} are run.", "Plan fewer, larger tasks.")];
        }

        // What is there cannot depend on what joins, so that a circle can only lie among the new ones.
        var known = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var faults = new List<Fault>();
        faults.AddRange(tasks.GroupBy(task => task.Id, StringComparer.Ordinal).Where(same => same.Count() > 1 || board.Find(same.Key) is not null).Select(same => new Fault(
            FaultCodes.DuplicateTask, $"The id '{same.Key}' is used by another task of the run.", "Make ids unique.")));
        foreach (var task in tasks)
        {
            faults.AddRange(CheckOne(task, on => known.Contains(on) || board.Find(on) is not null, _ => true, []));
        }

        faults.AddRange(Cycles(tasks));
        return faults;
    }

    private static IEnumerable<Fault> Cycles(IReadOnlyList<TaskSpec> tasks) => PlanCycles.Find(tasks).Select(cycle => new Fault(
        FaultCodes.CyclicPlan, $"Tasks wait for each other: {string.Join(" -> ", cycle)} -> {cycle[0]}.", "Remove one of these dependencies."));

    private static IEnumerable<Fault> CheckOne(TaskSpec task, Func<string, bool> isKnown, Func<string, bool> takesPart, IReadOnlyCollection<string> agents)
    {
        if (task.Id.Length is 0 or > MaxIdLength || !task.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
        {
            yield return new Fault(FaultCodes.InvalidTask, $"The task id '{task.Id}' cannot be used.", $"Use letters, digits, '_', '-' and '.', at most {MaxIdLength}.");
        }

        if (!takesPart(task.AgentType))
        {
            yield return new Fault(FaultCodes.TaskWithoutAgent, $"Task '{task.Id}' is for agent '{task.AgentType}', which does not take part.",
                $"Agents of this run: {string.Join(", ", agents)}.");
        }

        foreach (var missing in task.Dependencies.Where(dependency => !isKnown(dependency)))
        {
            yield return new Fault(FaultCodes.UnknownDependency, $"Task '{task.Id}' depends on '{missing}', which is not in the plan.",
                "Plan that task too, or remove the dependency.");
        }

        foreach (var timeout in new[] { task.Timeout, task.TotalTimeout, task.HeartbeatTimeout }.Where(timeout => timeout <= TimeSpan.Zero || timeout > TimeSpan.FromHours(24)))
        {
            yield return new Fault(FaultCodes.InvalidTask, $"Task '{task.Id}' has a timeout of {timeout}.", "Use above 0 to 24 hours.");
        }

        if (task.Retries is < 0 or > 100)
        {
            yield return new Fault(FaultCodes.InvalidTask, $"Task '{task.Id}' asks for {task.Retries} retries.", "Use 0 to 100.");
        }
    }
}
