using Microsoft.Extensions.Time.Testing;
using Omua.Engine.Deciding;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

public sealed class RunSignalsTests
{
    [Fact]
    public async Task WakeAt_TimerFiredEarly_IsArmedAgain()
    {
        var time = new EarlyTime();
        using var signals = new RunSignals(time);
        var due = time.GetUtcNow().AddMilliseconds(10);
        signals.WakeAt(due);
        time.Advance(TimeSpan.FromMilliseconds(9));
        var early = Assert.Single(await signals.TakeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.True(early.At < due);

        signals.WakeAt(due);
        time.Advance(TimeSpan.FromMilliseconds(5));

        var second = Assert.Single(await signals.TakeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(RunSignalKind.Tick, second.Kind);
        Assert.True(second.At >= due);
    }

    /// <summary>Real timers count whole milliseconds and can fire a little before the moment asked for.</summary>
    private sealed class EarlyTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.FromMilliseconds(1) ? dueTime - TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
