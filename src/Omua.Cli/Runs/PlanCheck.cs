namespace Omua.Cli.Runs;

/// <summary>Everything that is wrong with a plan, before any of it runs.</summary>
internal static class PlanCheck
{
    private const int LongestId = 128;

    public static IReadOnlyList<Fault> Faults(IReadOnlyList<TaskSpec> tasks, IReadOnlyCollection<string> agents)
    {
        var faults = new List<Fault>();
        void Add(string message, string fix) => faults.Add(new Fault(FaultCodes.PlanInvalid, message, fix));
        var ids = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var twice in tasks.GroupBy(task => task.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add($"{twice.Count()} tasks have the id '{twice.Key}'", "give every task an id of its own, beginning with its agent's name");
        }

        foreach (var task in tasks)
        {
            if (task.Id.Length is 0 or > LongestId || !task.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
            {
                Add($"'{task.Id}' is no task id", $"use letters, digits, _, - and ., at most {LongestId} of them");
            }

            if (!agents.Contains(task.AgentType))
            {
                Add($"task '{task.Id}' is for the agent '{task.AgentType}', which takes no part", $"address it to one of {string.Join(", ", agents)}");
            }

            foreach (var missing in task.Dependencies.Where(id => !ids.Contains(id)))
            {
                Add($"task '{task.Id}' waits for '{missing}', which is not in the plan", "name a task of the plan");
            }
        }

        if (faults.Count == 0 && Cycle(tasks) is { } cycle)
        {
            Add($"tasks wait for each other: {string.Join(" -> ", cycle)}", "take one of these dependencies away");
        }

        return faults;
    }

    private static List<string>? Cycle(IReadOnlyList<TaskSpec> tasks)
    {
        var left = tasks.ToDictionary(task => task.Id, task => task.Dependencies.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.Where(pair => pair.Value.All(id => !left.ContainsKey(id))).Select(pair => pair.Key).ToList() is { Count: > 0 } free)
        {
            free.ForEach(id => left.Remove(id));
        }

        if (left.Count == 0)
        {
            return null;
        }

        var path = new List<string> { left.Keys.First() };
        while (true)
        {
            var next = left[path[^1]].First(left.ContainsKey);
            var seen = path.IndexOf(next);
            path.Add(next);
            if (seen >= 0)
            {
                return path[seen..];
            }
        }
    }
}
