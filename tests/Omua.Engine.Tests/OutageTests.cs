using Microsoft.Extensions.Time.Testing;
using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>A store that is away for a while, and clocks that jump, on a clock that the test moves.</summary>
public sealed class OutageTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task Execute_StoreAwayInTheMiddle_WaitsAndLosesNothing(int seconds)
    {
        var ground = new EngineGround(FakeAgent.Completing(), _time);
        DateTimeOffset? awayUntil = null;
        var refused = 0;
        ground.Storage.BeforeAppend = append =>
        {
            if (append.ExpectedSequence > 2)
            {
                awayUntil ??= _time.GetUtcNow().AddSeconds(seconds);
                if (_time.GetUtcNow() < awayUntil)
                {
                    refused++;
                    throw new StorageException(StorageFailure.Unavailable, "away");
                }
            }
        };

        var state = await PassAsync(ground.ExecuteAsync([.. Enumerable.Range(0, 6).Select(number => number == 0 ? Spec("t0") : Spec($"t{number}", $"t{number - 1}"))]));

        Assert.True(refused > 1);
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.All(state.Tasks.All, task => Assert.Equal((1, 0, 0), (task.Attempts, task.Failures, task.Losses)));
        Assert.Equal(state.Sequence, (await ground.History.FoldAsync(RunId, TestContext.Current.CancellationToken)).Sequence);
    }

    [Fact]
    public async Task Execute_StoreAwayForTooLong_GivesUpAndLeavesTheRunToOthers()
    {
        var ground = new EngineGround(FakeAgent.Completing(), _time) { Options = new EngineOptions { StoreOutageMax = TimeSpan.FromMinutes(1) } };
        ground.Storage.BeforeAppend = append => _ = append.ExpectedSequence > 2 ? throw new StorageException(StorageFailure.Unavailable, "away") : 0;
        await Assert.ThrowsAsync<StorageException>(() => PassAsync(ground.ExecuteAsync(Spec("a"), Spec("b", "a"))));
        ground.Storage.BeforeAppend = null;
        Assert.Equal(RunStatus.Completed, (await PassAsync(ground.TakeUpAsync())).Status);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Execute_ClockSetAnHourBackOrForth_RetriesAndLimitsGoByTheTimeThatPasses(int seconds)
    {
        var isFirst = true;
        var begun = _time.GetTimestamp();
        var wall = new JumpingTime(_time);
        var ground = new EngineGround(
            new FakeAgent("worker", (task, _, _) =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    wall.Jump = TimeSpan.FromSeconds(seconds);
                    throw new IOException("not yet");
                }

                return Task.FromResult(TaskResult.Completed(task, []));
            }), wall)
        { Options = new EngineOptions { RetryDelay = TimeSpan.FromSeconds(30), RetryDelayMax = TimeSpan.FromSeconds(30), RunTimeout = TimeSpan.FromMinutes(20) } };

        var state = await PassAsync(ground.ExecuteAsync(Spec("a")));

        Assert.Equal((RunStatus.Completed, 2), (state.Status, state.Tasks["a"].Attempts));
        Assert.InRange(_time.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    /// <summary>A wall clock that somebody sets; what passes, passes.</summary>
    private sealed class JumpingTime(TimeProvider steady) : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => steady.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + Jump;

        public override long GetTimestamp() => steady.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => steady.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Lets time pass until the work has ended.</summary>
    private async Task<T> PassAsync<T>(Task<T> work)
    {
        for (var step = 0; !work.IsCompleted; step++)
        {
            Assert.True(step < 100_000, "it does not end");
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(work, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return await work;
    }
}
