namespace Omua.Testing.Tests.Faulty;

/// <summary>An agent whose planning is what a test says.</summary>
internal sealed class ScriptedAgent(Func<CancellationToken, Task> plan) : AgentPlugin
{
    public override string Name => "scripted";

    public override string Version => "1.0.0";

    public override async Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
    {
        await plan(cancellationToken);
        return [];
    }

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
        throw new TaskRejectedException("It plans nothing.");
}
