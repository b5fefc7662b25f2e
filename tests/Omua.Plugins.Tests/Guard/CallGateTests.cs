using Omua.Plugins.Guard;

namespace Omua.Plugins.Tests.Guard;

/// <summary>The gate under load: never more inside than may be, nobody forgotten, empty when it says so.</summary>
public sealed class CallGateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Gate_ManyCallersAndImpatientOnes_KeepsItsLimitAndForgetsNobody(int limit)
    {
        var gate = new CallGate(limit);
        var (running, most, entered, gaveUp) = (0, 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                using var impatience = new CancellationTokenSource();
                if (caller % 4 == 0)
                {
                    impatience.CancelAfter(TimeSpan.FromTicks(i % 7 * 1_000));
                }

                if (gate.TryEnter() == GateEntry.MustWait && !await gate.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System, impatience.Token))
                {
                    Interlocked.Increment(ref gaveUp);
                    continue;
                }

                InterlockedMax(ref most, Interlocked.Increment(ref running));
                if (i % 3 == 0)
                {
                    await Task.Yield();
                }

                Interlocked.Decrement(ref running);
                Interlocked.Increment(ref entered);
                gate.Leave();
            }
        })));

        Assert.InRange(most, 1, limit);
        Assert.Equal(32_000, entered + gaveUp);
        Assert.Equal(32_000, gate.Calls);
        await gate.CloseAsync().WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, gate.Inside);
        Assert.Equal(GateEntry.Closed, gate.TryEnter());
    }

    [Fact]
    public async Task Close_UnderLoad_LetsNobodyRunAfterItIsEmpty()
    {
        for (var round = 0; round < 200; round++)
        {
            var gate = new CallGate(2);
            var isEmpty = false;
            var late = 0;
            var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    switch (gate.TryEnter())
                    {
                        case GateEntry.Closed:
                            return;
                        case GateEntry.MustWait when !await gate.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None):
                            return;
                    }

                    late += Volatile.Read(ref isEmpty) ? 1 : 0;
                    gate.Leave();
                }
            })).ToList();
            await Task.Yield();

            await gate.CloseAsync().WaitAsync(TimeSpan.FromMinutes(5));
            Volatile.Write(ref isEmpty, true);
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(5));

            Assert.Equal((0, 0), (late, gate.Inside));
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
