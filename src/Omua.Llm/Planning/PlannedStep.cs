namespace Omua.Llm.Planning;

/// <summary>One task of a skeleton.</summary>
internal sealed record PlannedStep(string Id, string Agent, TaskKind Kind, string Name, string Reason, IReadOnlyList<string> DependsOn)
{
    /// <summary>Ids are the agent's own in the run.</summary>
    public string TaskId => $"{Agent}.{Id}";

    public static PlannedStep Read(JsonObject task, PlanMenu menu)
    {
        var (agent, kind) = menu.Of((string)task["kind"]!);
        return new PlannedStep(
            (string)task["id"]!, agent, kind, (string)task["name"]!, (string)task["reason"]!, [.. ((JsonArray)task["depends_on"]!).Select(id => (string)id!)]);
    }

    public TaskSpec ToTask(JsonObject parameters, IReadOnlyList<PlannedStep> steps) => new()
    {
        Id = TaskId,
        Name = Name,
        AgentType = Agent,
        Kind = Kind.Name,
        Description = Reason,
        Parameters = parameters,
        Dependencies = [.. DependsOn.Select(id => steps.First(step => step.Id == id).TaskId)],
    };
}
