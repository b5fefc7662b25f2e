namespace Omua.Cli.Runs.Playbooks;

/// <summary>
/// Fits a playbook to the data. A task that names a kind and no parameters stands for all tasks of that kind that its agent plans for this data, so that one playbook serves any folder of exports; a task with
/// parameters is taken as it is written.
/// </summary>
internal static class PlaybookTasks
{
    /// <summary>The tasks, and which of the playbook's have nothing to work on here.</summary>
    public static async Task<(IReadOnlyList<TaskSpec> Tasks, IReadOnlyList<Fault> LeftOut)> ForAsync(
        IReadOnlyList<TaskSpec> playbook, IReadOnlyList<IAgent> agents, ContextData context, CancellationToken cancellationToken)
    {
        var plans = new Dictionary<string, IReadOnlyList<TaskSpec>>(StringComparer.Ordinal);
        var meant = new Dictionary<string, IReadOnlyList<TaskSpec>>(StringComparer.Ordinal);
        foreach (var task in playbook)
        {
            var agent = task.Kind.Length > 0 && task.Parameters.Count == 0 ? agents.FirstOrDefault(each => each.Name == task.AgentType) : null;
            if (agent is null)
            {
                meant[task.Id] = [task];
                continue;
            }

            if (!plans.TryGetValue(agent.Name, out var planned))
            {
                plans[agent.Name] = planned = await agent.PlanAsync(context, cancellationToken);
            }

            meant[task.Id] = [.. planned.Where(each => each.Kind == task.Kind).Select(each => Fitted(task, each))];
        }

        var all = meant.Values.SelectMany(tasks => tasks).Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var left = playbook.Where(task => meant[task.Id].Count == 0).Select(task => new Fault(
            FaultCodes.NothingPlanned, $"the playbook's task '{task.Id}' is left out: {task.AgentType} finds nothing for '{task.Kind}' in the data", "nothing to do, unless the data should hold it: see 'omua data inspect'")).ToList();
        return ([.. playbook.SelectMany(task => meant[task.Id].Select(each => each with { Dependencies = [.. Needed(task, each)] }))], left);

        // What the playbook orders, and what the agent itself needs of the tasks that are there.
        IEnumerable<string> Needed(TaskSpec task, TaskSpec each) =>
            task.Dependencies.SelectMany(id => meant.TryGetValue(id, out var tasks) ? tasks.Select(one => one.Id) : [id])
                .Concat(each.Dependencies.Where(id => all.Contains(id) && !meant.ContainsKey(id))).Where(id => id != each.Id).Distinct(StringComparer.Ordinal);
    }

    private static TaskSpec Fitted(TaskSpec task, TaskSpec planned) => planned with
    {
        Name = task.Name == task.Id ? planned.Name : task.Name,
        Description = task.Description.Length == 0 ? planned.Description : task.Description,
        Priority = task.Priority,
        Retries = task.Retries ?? planned.Retries,
        Timeout = task.Timeout ?? planned.Timeout,
        TotalTimeout = task.TotalTimeout ?? planned.TotalTimeout,
        HeartbeatTimeout = task.HeartbeatTimeout ?? planned.HeartbeatTimeout,
        Approval = task.Approval ?? planned.Approval,
    };
}
