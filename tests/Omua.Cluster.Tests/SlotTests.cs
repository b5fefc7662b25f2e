using Omua.Cluster.Hosting;

namespace Omua.Cluster.Tests;

/// <summary>How many attempts run at once on a silo.</summary>
public sealed class SlotTests
{
    [Fact]
    public async Task Take_OneThatMustBeAlone_WaitsForTheOthersAndHoldsTheNextOnesBack()
    {
        var slots = new SiloSlots(2);
        var first = await slots.TakeAsync(isAlone: false, default);
        var alone = slots.TakeAsync(isAlone: true, default);
        var next = slots.TakeAsync(isAlone: false, default);
        Assert.False(alone.IsCompleted || next.IsCompleted);
        first.Dispose();
        var only = await alone;
        Assert.False(next.IsCompleted);
        only.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Take_MoreThanThereAre_WaitInOrder()
    {
        var slots = new SiloSlots(1);
        var first = await slots.TakeAsync(isAlone: false, default);
        var (second, third) = (slots.TakeAsync(isAlone: false, default), slots.TakeAsync(isAlone: false, default));
        first.Dispose();
        first.Dispose();
        var taken = await second;
        Assert.False(third.IsCompleted);
        taken.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Take_GivenUpWhileWaiting_LeavesNoGap()
    {
        var slots = new SiloSlots(1);
        var first = await slots.TakeAsync(isAlone: false, default);
        using var stop = new CancellationTokenSource();
        var given = slots.TakeAsync(isAlone: true, stop.Token);
        var next = slots.TakeAsync(isAlone: false, default);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();
        (await next).Dispose();
    }
}
