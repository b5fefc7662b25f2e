using Omua.Engine.Deciding;

namespace Omua.Engine.Planning;

/// <summary>Everything that is wrong with a plan, found before anything starts.</summary>
internal static class PlanCheck
{
    private const int MaxIdLength = 128;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    public static IReadOnlyList<Fault> Check(IReadOnlyList<TaskSpec> tasks, IReadOnlyCollection<string> agents, PlanLimits? limits = null)
    {
        limits ??= PlanLimits.Usual;
        if (tasks.Count > limits.Tasks)
        {
            return [new Fault(FaultCodes.PlanTooLarge, $"The plan has {tasks.Count} tasks; at most {limits.Tasks} are run.", "Plan fewer, larger tasks.")];
        }

        var graph = new PlanGraph(tasks);
        var faults = new List<Fault>();
        foreach (var repeated in Repeated(tasks, graph))
        {
            faults.Add(new Fault(
                FaultCodes.DuplicateTask, $"The id '{repeated.Key}' is used by {repeated.Count()} tasks ({string.Join(", ", repeated.Select(task => task.AgentType))}).",
                "Start task ids with the agent's name and make them unique."));
        }

        foreach (var task in tasks)
        {
            if (!agents.Contains(task.AgentType))
            {
                faults.Add(new Fault(FaultCodes.TaskWithoutAgent, $"Task '{task.Id}' is for agent '{task.AgentType}', which does not take part.",
                    $"Agents of this run: {string.Join(", ", agents)}."));
            }

            CheckOne(task, graph, null, faults);
        }

        CheckShape(tasks, graph, limits, faults);
        return faults;
    }

    /// <summary>What is wrong with tasks that join a run under way. Whether their agents take part is checked where the agents are known.</summary>
    public static IReadOnlyList<Fault> CheckAdded(IReadOnlyList<TaskSpec> tasks, TaskBoard board, PlanLimits? limits = null)
    {
        limits ??= PlanLimits.Usual;
        if (tasks.Count == 0)
        {
            return [];
        }

        if (board.Count + tasks.Count > limits.Tasks)
        {
            return [new Fault(FaultCodes.PlanTooLarge, $"With {tasks.Count} more the run has {board.Count + tasks.Count} tasks; at most {limits.Tasks} are run.", "Plan fewer, larger tasks.")];
        }

        // What is there cannot depend on what joins, so that a circle can only lie among the new ones.
        var graph = new PlanGraph(tasks);
        var faults = new List<Fault>();
        foreach (var id in Repeated(tasks, graph).Select(same => same.Key).Concat(tasks.Select(task => task.Id).Where(id => board.Find(id) is not null)).Distinct(StringComparer.Ordinal))
        {
            faults.Add(new Fault(FaultCodes.DuplicateTask, $"The id '{id}' is used by another task of the run.", "Make ids unique."));
        }

        foreach (var task in tasks)
        {
            CheckOne(task, graph, board, faults);
        }

        CheckShape(tasks, graph, limits, faults);
        return faults;
    }

    private static IEnumerable<IGrouping<string, TaskSpec>> Repeated(IReadOnlyList<TaskSpec> tasks, PlanGraph graph) =>
        graph.Repeated is null ? [] : tasks.GroupBy(task => task.Id, StringComparer.Ordinal).Where(same => same.Count() > 1);

    private static void CheckShape(IReadOnlyList<TaskSpec> tasks, PlanGraph graph, PlanLimits limits, List<Fault> faults)
    {
        foreach (var cycle in PlanCycles.Find(tasks, graph))
        {
            faults.Add(new Fault(FaultCodes.CyclicPlan, $"Tasks wait for each other: {string.Join(" -> ", cycle)} -> {cycle[0]}.", "Remove one of these dependencies."));
        }

        if (graph.Deepest is var (deepest, depth) && depth > limits.Depth)
        {
            faults.Add(new Fault(FaultCodes.PlanTooDeep, $"{depth} tasks wait for each other in a row, up to '{tasks[deepest].Id}'; at most {limits.Depth} may.", "Plan wider: let tasks depend on what they need and no more."));
        }
    }

    private static void CheckOne(TaskSpec task, PlanGraph graph, TaskBoard? board, List<Fault> faults)
    {
        if (task.Id.Length is 0 or > MaxIdLength || !IsPlain(task.Id))
        {
            faults.Add(new Fault(FaultCodes.InvalidTask, $"The task id '{task.Id}' cannot be used.", $"Use letters, digits, '_', '-' and '.', at most {MaxIdLength}."));
        }

        for (var index = 0; index < task.Dependencies.Count; index++)
        {
            var on = task.Dependencies[index];
            if (!graph.Contains(on) && board?.Find(on) is null)
            {
                faults.Add(new Fault(FaultCodes.UnknownDependency, $"Task '{task.Id}' depends on '{on}', which is not in the plan.", "Plan that task too, or remove the dependency."));
            }
        }

        CheckTimeout(task, task.Timeout, faults);
        CheckTimeout(task, task.TotalTimeout, faults);
        CheckTimeout(task, task.HeartbeatTimeout, faults);
        CheckTimeout(task, task.StartTimeout, faults);
        if (task.Retries is < 0 or > 100)
        {
            faults.Add(new Fault(FaultCodes.InvalidTask, $"Task '{task.Id}' asks for {task.Retries} retries.", "Use 0 to 100."));
        }
    }

    private static void CheckTimeout(TaskSpec task, TimeSpan? timeout, List<Fault> faults)
    {
        if (timeout is { } given && (given <= TimeSpan.Zero || given > LongestTimeout))
        {
            faults.Add(new Fault(FaultCodes.InvalidTask, $"Task '{task.Id}' has a timeout of {given}.", "Use above 0 to 24 hours."));
        }
    }

    private static bool IsPlain(string id)
    {
        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
