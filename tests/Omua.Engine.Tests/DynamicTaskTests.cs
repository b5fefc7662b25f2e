using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Tasks that plan more tasks.</summary>
public sealed class DynamicTaskTests
{
    [Fact]
    public async Task Execute_ResultWithTasks_RunsThemInTheSameRun()
    {
        var ground = Planning(Spec("more.1", "plan"), Spec("more.2", "more.1", "other"));
        var state = await ground.ExecuteAsync(Spec("plan"), Spec("other"));
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.Equal(["plan", "other", "more.1", "more.2"], state.Tasks.All.Select(task => task.Spec.Id));
        var stored = (await ground.History.GetAsync(RunId))!.State;
        Assert.Equal(state.Tasks.All.Select(task => (task.Spec.Id, task.Status)), stored.Tasks.All.Select(task => (task.Spec.Id, task.Status)));
    }

    [Theory]
    [InlineData("plan", "", "The id 'plan' is used by another task")]
    [InlineData("more", "ghost", "depends on 'ghost', which is not in the plan")]
    [InlineData("more", "more", "Tasks wait for each other")]
    public async Task Execute_TasksThatCannotBeRun_FailTheTaskThatPlannedThem(string id, string on, string expected)
    {
        var state = await Planning(on.Length == 0 ? Spec(id) : Spec(id, on)).ExecuteAsync(Spec("plan"), Spec("other"));
        Assert.Equal((TaskStatus.Failed, 1), (state.Tasks["plan"].Status, state.Tasks["plan"].Attempts));
        Assert.Contains(expected, state.Tasks["plan"].Error, StringComparison.Ordinal);
        Assert.Equal(TaskStatus.Completed, state.Tasks["other"].Status);
    }

    [Fact]
    public async Task Execute_TasksForAnAgentThatIsNotThere_FailTheTaskThatPlannedThem()
    {
        var state = await Planning(Spec("more") with { AgentType = "ghost" }).ExecuteAsync(Spec("plan"));
        Assert.Contains("agent 'ghost', which does not take part", state.Tasks["plan"].Error, StringComparison.Ordinal);
    }

    private static EngineGround Planning(params TaskSpec[] further) => new(new FakeAgent("worker", (task, _, _) =>
        Task.FromResult(TaskResult.Completed(task, []) with { Tasks = task.Id == "plan" ? further : [] })));
}
