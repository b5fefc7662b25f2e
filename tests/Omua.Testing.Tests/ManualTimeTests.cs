namespace Omua.Testing.Tests;

public sealed class ManualTimeTests
{
    [Fact]
    public void Advance_TimersOnTheWay_FireEachAtItsTime()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var fired = new List<(string, TimeSpan)>();
        using var second = time.CreateTimer(_ => fired.Add(("second", time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var every = time.CreateTimer(_ => fired.Add(("every", time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([("every", TimeSpan.FromSeconds(1)), ("second", TimeSpan.FromSeconds(2)), ("every", TimeSpan.FromSeconds(2.5))], fired);
        Assert.Equal(TimeSpan.FromSeconds(3), time.GetElapsedTime(0));
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenItIsTurned()
    {
        var time = new ManualTime();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), time);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void SetBack_WithATimer_KeepsItsDistance()
    {
        var time = new ManualTime();
        var fired = false;
        using var timer = time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        time.SetBack(TimeSpan.FromHours(1));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(fired);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(fired);
    }
}
