using Microsoft.Extensions.Time.Testing;
using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Limits of number and of time.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Execute_AgentWithALimit_NeverHasMoreUnderWay()
    {
        var (running, most) = (0, 0);
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return TaskResult.Completed(task, []);
        })) { Options = new EngineOptions { MaxParallel = 16, AgentLimits = new Dictionary<string, int> { ["worker"] = 2 } } };
        var state = await ground.ExecuteAsync([.. Enumerable.Range(0, 40).Select(number => Spec($"t{number}"))]);
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Execute_ResultOf50Megabytes_FailsTheTaskAtOnceAndSaysTheLimit()
    {
        var ground = new EngineGround(new FakeAgent("worker", (task, _, _) => Task.FromResult(TaskResult.Completed(task, new() { ["rows"] = task.Id == "big" ? new string('x', 50 * 1024 * 1024) : "few" }))));
        var state = await ground.ExecuteAsync(Spec("big"), Spec("small"));
        Assert.Equal((TaskStatus.Failed, 1), (state.Tasks["big"].Status, state.Tasks["big"].Attempts));
        Assert.Contains("the result is 50 MB; at most 8 MB are kept. Store the rest as a document", state.Tasks["big"].Error, StringComparison.Ordinal);
        Assert.Equal(TaskStatus.Completed, state.Tasks["small"].Status);
    }

    [Fact]
    public async Task Execute_SilentForTooLong_IsEndedAndSaysSo()
    {
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return TaskResult.Completed(task, []);
        }));
        var state = await ground.ExecuteAsync(Spec("a") with { HeartbeatTimeout = TimeSpan.FromMilliseconds(50), Retries = 0 });
        Assert.Contains("was silent for longer than its limit", state.Tasks["a"].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_Beating_OutlivesTheLimitOfSilence()
    {
        var time = new FakeTimeProvider();
        var ground = new EngineGround(
            new FakeAgent("worker", (task, context, token) =>
            {
                for (var beat = 0; beat < 10; beat++)
                {
                    time.Advance(TimeSpan.FromSeconds(4));
                    context.Attempt!.Beat();
                }

                token.ThrowIfCancellationRequested();
                return Task.FromResult(TaskResult.Completed(task, []));
            }), time);
        var state = await ground.ExecuteAsync(Spec("a") with { HeartbeatTimeout = TimeSpan.FromSeconds(5), Retries = 0 });
        Assert.Equal((RunStatus.Completed, null), (state.Status, state.Tasks["a"].Error));
    }

    [Fact]
    public async Task Execute_TotalLimit_EndsRetriesThatWouldGoBeyondIt()
    {
        var ground = new EngineGround(new FakeAgent("worker", (_, _, _) => throw new IOException("not yet")))
        {
            Options = new EngineOptions { Retries = 100, RetryDelay = TimeSpan.FromMilliseconds(20), RetryDelayMax = TimeSpan.FromMilliseconds(20) },
        };
        var state = await ground.ExecuteAsync(Spec("a") with { TotalTimeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(TaskStatus.Failed, state.Tasks["a"].Status);
        Assert.InRange(state.Tasks["a"].Failures, 1, 100);
    }

    [Fact]
    public async Task Execute_TotalLimitPassedByOneAttempt_EndsIt()
    {
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return TaskResult.Completed(task, []);
        }));
        var state = await ground.ExecuteAsync(Spec("a") with { TotalTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Contains("total limit of 0.05 s", state.Tasks["a"].Error, StringComparison.Ordinal);
    }
}
