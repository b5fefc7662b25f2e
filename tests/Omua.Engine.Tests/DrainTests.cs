using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>A process that is told to stop: what is under way may end, what is left is left to others.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Drain_EndsWithinTheGrace_RecordsWhatWasUnderWayAndStartsNothingMore()
    {
        using var drain = new CancellationTokenSource();
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, token) =>
        {
            if (task.Id == "a")
            {
                await drain.CancelAsync();
                await Task.Delay(20, token);
            }

            return TaskResult.Completed(task, []);
        })) { Options = new EngineOptions { MaxParallel = 1, DrainGrace = Patience } };

        var left = await ground.ExecuteAsync([Spec("a"), Spec("b", "a"), Spec("c")], CancellationToken.None, drain.Token).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal((RunStatus.Running, TaskStatus.Completed), (left.Status, left.Tasks["a"].Status));
        Assert.Equal((0, 0), (left.Tasks["b"].Attempts, left.Tasks["c"].Attempts));
        Assert.Equal(RunStatus.Interrupted, (await ground.History.GetAsync(RunId, TestContext.Current.CancellationToken))!.Status);
        var state = await ground.TakeUpAsync();
        Assert.Equal((RunStatus.Completed, 1), (state.Status, state.Tasks["a"].Attempts));
    }

    [Fact]
    public async Task Drain_LongerThanTheGrace_GivesTheAttemptBackAndSpendsNothing()
    {
        using var drain = new CancellationTokenSource();
        var isFirst = true;
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, token) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await drain.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }

            return TaskResult.Completed(task, []);
        })) { Options = new EngineOptions { DrainGrace = TimeSpan.FromMilliseconds(20), Retries = 0 } };

        var left = await ground.ExecuteAsync([Spec("a")], CancellationToken.None, drain.Token).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal((RunStatus.Running, TaskStatus.Pending), (left.Status, left.Tasks["a"].Status));
        Assert.Equal((0, 1, 0), (left.Tasks["a"].Failures, left.Tasks["a"].Losses, left.Tasks["a"].Crashes));
        var state = await ground.TakeUpAsync();
        Assert.Equal((RunStatus.Completed, 2), (state.Status, state.Tasks["a"].Attempts));
    }
}
