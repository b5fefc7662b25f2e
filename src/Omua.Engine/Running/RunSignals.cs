using System.Threading.Channels;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>The inbox of a run: attempts, timers and people send, the loop takes all that has arrived at once.</summary>
internal sealed class RunSignals(TimeProvider time) : IDisposable
{
    /// <summary>The loop goes on in the thread that sends: see <see cref="Send(RunSignal)"/> for those whose thread it must not take.</summary>
    private readonly Channel<RunSignal> _channel = Channel.CreateUnbounded<RunSignal>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly List<RunSignal> _taken = [];
    private ITimer? _timer;
    private DateTimeOffset? _wakesAt;

    /// <summary>The clock that the run goes by.</summary>
    public TimeProvider Time => time;

    /// <summary>Sends, and leaves the thread to its owner.</summary>
    public void Send(RunSignal signal) => ThreadPool.UnsafeQueueUserWorkItem(static sent => sent.To._channel.Writer.TryWrite(sent.Signal), (To: this, Signal: signal), preferLocal: true);

    public void Send(RunSignalKind kind, string? reason = null) => Send(new RunSignal(kind, time.GetUtcNow()) { Reason = reason });

    /// <summary>Sends, and lets the run go on in this thread where it waits: for those who have nothing else to do with it.</summary>
    public void SendAndRunOn(RunSignal signal) => _channel.Writer.TryWrite(signal);

    /// <summary>Nothing wakes the run any more.</summary>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Nothing more is taken: this process may no longer work on the run.</summary>
    public void Close() => _channel.Writer.TryComplete();

    /// <summary>Sends a tick at a time. An earlier wake-up stays; a later one is replaced, since each turn asks anew for the earliest.</summary>
    public void WakeAt(DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        if (_wakesAt <= at && _wakesAt > now)
        {
            return;
        }

        _timer?.Dispose();
        _wakesAt = at;
        _timer = time.CreateTimer(_ => Send(RunSignalKind.Tick), null, at > now ? Sooner(at - now) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>All that has arrived, at least one. The list is used again by the next call.</summary>
    /// <exception cref="ChannelClosedException">The inbox was closed.</exception>
    public async ValueTask<IReadOnlyList<RunSignal>> TakeAsync()
    {
        _taken.Clear();
        if (_channel.Reader.TryRead(out var next))
        {
            AttemptThread.Flush();
        }
        else
        {
            next = await _channel.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }

        do
        {
            _taken.Add(next);
            if (next.Kind == RunSignalKind.Tick)
            {
                // A timer can fire a little early; the turn then asks for the same moment again and must get a new one.
                _wakesAt = null;
            }
        }
        while (_channel.Reader.TryRead(out next));
        return _taken;
    }

    /// <summary>Looks at least once an hour: a clock that is set forward makes a moment come sooner than a timer counts.</summary>
    private static TimeSpan Sooner(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
}
