using System.Text.RegularExpressions;

namespace Omua.Testing;

/// <summary>What an agent plans.</summary>
internal sealed partial class PlanChecks : AgentChecks
{
    private const int MaxTasks = 10_000;

    public PlanChecks()
        : base("agent.plan", nameof(IAgent.PlanAsync))
    {
        EachRun("is the same twice", async (trial, agent, run) =>
            Expect.Equal(AgentTrial.Text(await trial.PlanAsync(agent, run)), AgentTrial.Text(await trial.PlanAsync(agent, run)), "the second plan"));
        EachRun("is the same from a new instance, on another day", async (trial, agent, run) =>
        {
            var first = AgentTrial.Text(await trial.PlanAsync(agent, run));
            trial.Time.Advance(TimeSpan.FromDays(400));
            Expect.Equal(first, AgentTrial.Text(await trial.PlanAsync(await trial.AgentAsync(), run)), "the plan of a new instance");
        });
        EachRun("is the same from four callers at once", async (trial, agent, run) =>
        {
            var plans = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => trial.PlanAsync(agent, run))));
            Expect.Equal(1, plans.Select(AgentTrial.Text).Distinct().Count(), "different plans");
        });
        EachRun("is for data that is there: at least one task where the run has data", async (trial, agent, run) =>
        {
            var plan = await trial.PlanAsync(agent, run);
            if (plan.Count == 0 && trial.Plugin.Runs.Count == 0)
            {
                throw new CheckSkippedException("the agent plans nothing for a simulated market; name runs with data that it knows");
            }

            Expect.That(plan.Count is > 0 and <= MaxTasks, $"{plan.Count} tasks; 1 to {MaxTasks} are");
        });
        Add("for a run without data is empty or whole", async trial => Whole(await trial.PlanAsync(await trial.AgentAsync(), SampleRuns.Empty), await trial.AgentAsync(), SampleRuns.Empty));
        Add("for data of an unknown kind is empty or whole", async trial => Whole(await trial.PlanAsync(await trial.AgentAsync(), SampleRuns.UnknownKind), await trial.AgentAsync(), SampleRuns.UnknownKind));
        EachRun("has tasks with ids, names, agents and limits as the contract asks for", async (trial, agent, run) => Whole(await trial.PlanAsync(agent, run), agent, run));
        EachRun("starts the ids of its own tasks with the agent's name", async (trial, agent, run) =>
            Expect.Empty((await trial.PlanAsync(agent, run)).Where(task => task.AgentType == agent.Name && !task.Id.StartsWith(agent.Name, StringComparison.Ordinal)).Select(task => task.Id), "ids that do not"));
        EachRun("has dependencies that are in it, and no circle", async (trial, agent, run) => Ordered(await trial.PlanAsync(agent, run)));
        EachRun("leaves the context as it is", async (trial, agent, run) =>
        {
            var before = Shown(run);
            await trial.PlanAsync(agent, run);
            Expect.Equal(before, Shown(run), "the context after planning");
        });
        EachRun("ends soon when it is cancelled", (trial, agent, run) => EndsSoonAsync(trial, "planning", token => agent.PlanAsync(AgentTrial.For(agent, run), token)));
        EachRun("carries no secret", async (trial, agent, run) =>
        {
            var plan = AgentTrial.Text(await trial.PlanAsync(agent, run));
            Expect.That(!RefusedSettings.Secrets(trial.Plugin).Any(secret => plan.Contains(secret, StringComparison.Ordinal)), "a secret of the configuration is in the plan");
        });
    }

    private static void Whole(IReadOnlyList<TaskSpec> plan, IAgent agent, ContextData run)
    {
        Expect.Equal(plan.Count, plan.Select(task => task.Id).Distinct(StringComparer.Ordinal).Count(), "different ids");
        var agents = AgentTrial.For(agent, run).Agents.Select(profile => profile.Name).Append(agent.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var task in plan)
        {
            Expect.That(Id().IsMatch(task.Id), $"the id '{task.Id}' has other characters than letters, digits, _, - and the dot, or more than 128");
            Expect.That(!string.IsNullOrWhiteSpace(task.Name) && !task.Name.Contains('\n', StringComparison.Ordinal), $"{task.Id} has the name '{task.Name}'");
            Expect.That(agents.Contains(task.AgentType), $"{task.Id} is for '{task.AgentType}', which does not take part");
            Expect.That(task.Kind.Length == 0 || Kind().IsMatch(task.Kind), $"{task.Id} has the kind '{task.Kind}', which is not snake_case");
            Expect.That(task.Timeout is not { } timeout || (timeout > TimeSpan.Zero && timeout <= TimeSpan.FromHours(24)), $"{task.Id} has a timeout of {task.Timeout}");
            Expect.That(task.Retries is not < 0, $"{task.Id} has {task.Retries} retries");
            Expect.That(task.Description is not null && task.Dependencies is not null && task.Parameters is not null, $"{task.Id} has a part that is null");
            Expect.That(task.Parameters!.ToJsonString().Length <= 1_000_000, $"{task.Id} has over 1 MB of parameters");
        }
    }

    private static void Ordered(IReadOnlyList<TaskSpec> plan)
    {
        var known = plan.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        Expect.Empty(plan.SelectMany(task => task.Dependencies.Where(id => !known.Contains(id)).Select(id => $"{task.Id} on {id}")), "dependencies on tasks that are not in the plan");
        var done = new HashSet<string>(StringComparer.Ordinal);
        var left = plan.ToList();
        while (left.RemoveAll(task => task.Dependencies.All(done.Contains) && done.Add(task.Id)) > 0)
        {
            // Another layer is free.
        }

        Expect.Empty(left.Select(task => task.Id), "tasks that wait for each other");
    }

    private static string Shown(ContextData run) =>
        $"{run.RunId} {run.StartedAt:O} {run.Goal} {run.Budget} {run.Seed} {run.Parameters.ToJsonString()} {string.Join(',', run.Datasets.Select(dataset => dataset.Name))} {AgentTrial.Text(run.PreviousResults)}";

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,128}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex Kind();
}
