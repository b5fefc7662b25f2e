namespace Omua.Engine.Planning;

/// <summary>Finds the cycles of a plan: one for each knot of tasks that wait for each other, members named in order.</summary>
internal static class PlanCycles
{
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyList<TaskSpec> tasks)
    {
        var dependencies = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            dependencies.TryAdd(task.Id, task.Dependencies);
        }

        var open = Unsortable(dependencies);
        var cycles = new List<IReadOnlyList<string>>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in open.Order(StringComparer.Ordinal))
        {
            if (Walk(start, dependencies, open, visited) is { } cycle)
            {
                cycles.Add(cycle);
            }
        }

        return cycles;
    }

    /// <summary>Kahn's algorithm: what is left when nothing more can start lies on a cycle or behind one.</summary>
    private static HashSet<string> Unsortable(Dictionary<string, IReadOnlyList<string>> dependencies)
    {
        var waiting = dependencies.ToDictionary(task => task.Key, task => task.Value.Count(dependencies.ContainsKey), StringComparer.Ordinal);
        var dependents = dependencies.SelectMany(task => task.Value.Where(dependencies.ContainsKey).Select(on => (on, task.Key))).ToLookup(edge => edge.on, edge => edge.Key);
        var ready = new Queue<string>(waiting.Where(task => task.Value == 0).Select(task => task.Key));
        while (ready.TryDequeue(out var done))
        {
            waiting.Remove(done);
            foreach (var dependent in dependents[done])
            {
                if (--waiting[dependent] == 0)
                {
                    ready.Enqueue(dependent);
                }
            }
        }

        return [.. waiting.Keys];
    }

    /// <summary>Every task left has a dependency that is left too, so a walk along them either meets itself (a cycle) or a knot that was reported.</summary>
    private static List<string>? Walk(string start, Dictionary<string, IReadOnlyList<string>> dependencies, HashSet<string> open, HashSet<string> visited)
    {
        var path = new List<string>();
        var current = start;
        while (visited.Add(current))
        {
            path.Add(current);
            current = dependencies[current].First(open.Contains);
        }

        var meets = path.IndexOf(current);
        return meets < 0 ? null : path[meets..];
    }
}
