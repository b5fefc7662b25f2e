namespace Omua.Engine.Planning;

/// <summary>Finds the cycles of a plan: one for each knot of tasks that wait for each other, members named in order.</summary>
internal static class PlanCycles
{
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyList<TaskSpec> tasks, PlanGraph graph)
    {
        if (!graph.HasStuck)
        {
            return [];
        }

        var cycles = new List<IReadOnlyList<string>>();
        var visited = new HashSet<int>();
        foreach (var start in Enumerable.Range(0, tasks.Count).Where(graph.IsStuck).OrderBy(task => tasks[task].Id, StringComparer.Ordinal))
        {
            if (Walk(graph[tasks[start].Id], graph, visited) is { } cycle)
            {
                cycles.Add([.. cycle.Select(task => tasks[task].Id)]);
            }
        }

        return cycles;
    }

    /// <summary>Every task left has a dependency that is left too, so a walk along them either meets itself (a cycle) or a knot that was reported.</summary>
    private static List<int>? Walk(int start, PlanGraph graph, HashSet<int> visited)
    {
        var path = new List<int>();
        var current = start;
        while (graph.IsStuck(current) && visited.Add(current))
        {
            path.Add(current);
            current = graph.StuckDependency(current);
        }

        var meets = path.IndexOf(current);
        return meets < 0 ? null : path[meets..];
    }
}
