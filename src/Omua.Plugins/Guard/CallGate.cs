namespace Omua.Plugins.Guard;

/// <summary>
/// Counts the calls inside one running plugin: how many may run at once, and when the last one has left. Entering and leaving cost one interlocked
/// operation each; the lock is taken only where a call has to wait.
/// </summary>
internal sealed class CallGate(int limit)
{
    // One word: calls so far in the upper 40 bits, calls inside (running or waiting) in the lower 24.
    private const int InsideBits = 24;
    private const long InsideMask = (1L << InsideBits) - 1;
    private const long OneCall = (1L << InsideBits) + 1;

    private readonly Lock _lock = new();
    private readonly Queue<CallWaiter> _waiting = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _granted;
    private long _state;
    private long _withdrawn;
    private volatile bool _isClosed;

    /// <summary>Calls that have entered so far.</summary>
    public long Calls => (Volatile.Read(ref _state) >> InsideBits) - Volatile.Read(ref _withdrawn);

    public int Inside => (int)(Volatile.Read(ref _state) & InsideMask);

    public GateEntry TryEnter()
    {
        var inside = Interlocked.Add(ref _state, OneCall) & InsideMask;
        if (_isClosed)
        {
            Withdraw(inside);
            return GateEntry.Closed;
        }

        return inside <= limit ? GateEntry.Entered : GateEntry.MustWait;
    }

    /// <summary>After <see cref="GateEntry.MustWait"/>. False where no place came free in time; the call is then outside again.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var waiter = new CallWaiter();
        lock (_lock)
        {
            if (_granted > 0)
            {
                _granted--;
                return true;
            }

            _waiting.Enqueue(waiter);
        }

        await waiter.Granted.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !waiter.TryGiveUp();
    }

    public void Leave() => Left(Interlocked.Decrement(ref _state));

    /// <summary>Lets nobody in any more. Who waits still gets a turn.</summary>
    /// <returns>Ends when the last call has left.</returns>
    public Task CloseAsync()
    {
        _isClosed = true;
        Interlocked.MemoryBarrier();
        if (Inside == 0)
        {
            _empty.TrySetResult();
        }

        return _empty.Task;
    }

    /// <summary>Came too late. One that had a place leaves it; one that would have waited is passed over by whoever leaves next.</summary>
    private void Withdraw(long inside)
    {
        Interlocked.Increment(ref _withdrawn);
        if (inside > limit)
        {
            var waiter = new CallWaiter();
            waiter.TryGiveUp();
            lock (_lock)
            {
                if (_granted == 0)
                {
                    _waiting.Enqueue(waiter);
                    return;
                }

                _granted--;
            }
        }

        Leave();
    }

    private void Left(long state)
    {
        while ((state & InsideMask) >= limit)
        {
            // More are inside than run: the place goes to the one who has waited longest.
            CallWaiter? next;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _granted++;
                    return;
                }
            }

            if (next.TryGrant())
            {
                return;
            }

            // It has given up and is still counted as inside; the place goes on to the next.
            state = Interlocked.Decrement(ref _state);
        }

        // Counted anew once it is known to be closed: between this call's leaving and here another may have entered while it was open.
        if (_isClosed && Inside == 0)
        {
            _empty.TrySetResult();
        }
    }
}
