namespace Omua.Engine.Deciding;

/// <summary>Which tasks are done again where a run that has ended is tried again.</summary>
internal static class ReopenedTasks
{
    /// <summary>All that did not complete; or the named one with those that it waits for and those that wait for it, as far as they did not.</summary>
    public static HashSet<string> Of(TaskBoard board, string? taskId)
    {
        var incomplete = board.All.Where(task => task.Status != TaskStatus.Completed).ToDictionary(task => task.Spec.Id, task => task.Spec, StringComparer.Ordinal);
        if (taskId is null)
        {
            return [.. incomplete.Keys];
        }

        var dependents = incomplete.Values.SelectMany(task => task.Dependencies.Select(on => (on, task.Id))).ToLookup(edge => edge.on, edge => edge.Id, StringComparer.Ordinal);
        return [.. Reached(taskId, incomplete, id => incomplete[id].Dependencies), .. Reached(taskId, incomplete, id => dependents[id])];
    }

    private static HashSet<string> Reached(string from, Dictionary<string, TaskSpec> within, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { from };
        var left = new Queue<string>(reached);
        while (left.TryDequeue(out var id))
        {
            foreach (var one in next(id).Where(one => within.ContainsKey(one) && reached.Add(one)))
            {
                left.Enqueue(one);
            }
        }

        return reached;
    }
}
