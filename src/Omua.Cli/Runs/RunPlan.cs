using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>The tasks of a run, checked, and a hash that says whether two plans are the same.</summary>
internal sealed record RunPlan(string Source, IReadOnlyList<TaskSpec> Tasks, IReadOnlyList<Fault> Faults)
{
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FigureJson.Of(Tasks, Canonical).ToJsonString())));

    /// <summary>Asks every agent, or takes the playbook. An agent that cannot plan is a fault beside the others' tasks.</summary>
    /// <exception cref="FaultException">The plan cannot be run, with everything that is wrong with it.</exception>
    public static async Task<RunPlan> MakeAsync(IReadOnlyList<IAgent> agents, ContextData context, IReadOnlyList<TaskSpec>? playbook, CancellationToken cancellationToken)
    {
        var (tasks, faults) = (new List<TaskSpec>(playbook ?? []), new List<Fault>());
        foreach (var agent in playbook is null ? agents : [])
        {
            try
            {
                tasks.AddRange(await agent.PlanAsync(context, cancellationToken));
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        if (tasks.Count == 0)
        {
            faults.Add(new Fault(FaultCodes.NothingPlanned, "no agent found work to do in the data", "'omua data inspect' shows what was recognised in it"));
            throw new FaultException(faults);
        }

        var wrong = PlanCheck.Faults(tasks, [.. agents.Select(agent => agent.Name)]);
        return wrong.Count > 0 ? throw new FaultException(wrong) : new RunPlan(playbook is null ? "rules" : "playbook", tasks, faults);
    }

    public static JsonObject Canonical(TaskSpec task) => new()
    {
        ["id"] = task.Id,
        ["name"] = task.Name,
        ["agent_type"] = task.AgentType,
        ["description"] = task.Description,
        ["parameters"] = task.Parameters.DeepClone(),
        ["dependencies"] = FigureJson.Of(task.Dependencies, id => JsonValue.Create(id)),
        ["priority"] = task.Priority,
    };
}
