using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Tasks that wait for a person: the run holds no thread and no lease meanwhile.</summary>
public sealed class ApprovalTests
{
    private readonly EngineGround _ground = new(FakeAgent.Completing());

    private static IReadOnlyList<TaskSpec> Plan { get; } = [Spec("look"), Spec("spend", "look") with { Approval = "Spend 5,000 EUR?" }, Spec("tell", "spend"), Spec("free")];

    [Fact]
    public async Task Execute_OnlyApprovalsLeft_ReturnsAndHoldsNothing()
    {
        var state = await _ground.ExecuteAsync(Plan);
        Assert.True(state.IsWaiting);
        Assert.Equal(["look", "free"], state.Tasks.All.Where(task => task.Status == TaskStatus.Completed).Select(task => task.Spec.Id));
        Assert.Equal(RunStatus.Waiting, (await _ground.History.GetAsync(RunId))!.Status);
        Assert.Null((await _ground.Storage.GetAsync(RunId))!.LeasedUntil);
    }

    [Fact]
    public async Task TakeUp_Approved_RunsTheTaskAndWhatFollows()
    {
        await _ground.ExecuteAsync(Plan);
        await _ground.Desk.AnswerAsync(RunId, "spend", isApproved: true, "approved by a person");
        Assert.Equal(RunStatus.Interrupted, (await _ground.History.GetAsync(RunId))!.Status);
        var state = await _ground.TakeUpAsync();
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.All(state.Tasks.All, task => Assert.Equal(1, task.Attempts));
    }

    [Fact]
    public async Task Answer_Rejected_EndsTheRunWithoutTheTask()
    {
        await _ground.ExecuteAsync(Plan);
        await _ground.Desk.AnswerAsync(RunId, "spend", isApproved: false, "rejected by a person");
        var run = (await _ground.History.GetAsync(RunId))!;
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal((TaskStatus.Cancelled, "rejected by a person", 0), (run.State.Tasks["spend"].Status, run.State.Tasks["spend"].Error, run.State.Tasks["spend"].Attempts));
        Assert.Equal(TaskStatus.Skipped, run.State.Tasks["tell"].Status);
    }

    [Fact]
    public async Task TakeUp_NotAnswered_AsksNobodyTwiceAndWaitsAgain()
    {
        await _ground.ExecuteAsync(Plan);
        Assert.True((await _ground.TakeUpAsync()).IsWaiting);
        var asked = 0;
        await foreach (var stored in _ground.Storage.LoadAsync(RunId))
        {
            asked += stored.Kind == "approval_requested" ? 1 : 0;
        }

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Answer_WhileAProcessWorksOnTheRun_IsHeardByThatProcess()
    {
        var (begun, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, _) =>
        {
            if (task.Id == "free")
            {
                begun.SetResult();
                await open.Task;
            }

            return TaskResult.Completed(task, []);
        })) { Options = new EngineOptions { LeaseDuration = TimeSpan.FromSeconds(1) } };
        var run = ground.ExecuteAsync(Plan);
        await begun.Task;
        await ground.Desk.AnswerAsync(RunId, "spend", isApproved: true, "approved by a person");
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await ground.History.FoldAsync(RunId)).Tasks["tell"].Status != TaskStatus.Completed)
        {
            Assert.True(await poll.WaitForNextTickAsync(limit.Token));
        }

        open.SetResult();
        Assert.Equal(RunStatus.Completed, (await run).Status);
    }

    [Fact]
    public async Task Cancel_WaitingRun_ClosesIt()
    {
        await _ground.ExecuteAsync(Plan);
        Assert.Equal(RunStatus.Cancelled, (await _ground.Desk.CancelAsync(RunId)).Status);
    }
}
