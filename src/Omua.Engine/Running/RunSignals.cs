using System.Threading.Channels;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>The inbox of a run: attempts, timers and people send, the loop takes all that has arrived at once.</summary>
internal sealed class RunSignals(TimeProvider time)
{
    private readonly Channel<RunSignal> _channel = Channel.CreateUnbounded<RunSignal>(new UnboundedChannelOptions { SingleReader = true });
    private ITimer? _timer;
    private DateTimeOffset? _wakesAt;

    public void Send(RunSignal signal) => _channel.Writer.TryWrite(signal);

    public void Send(RunSignalKind kind, string? reason = null) => Send(new RunSignal(kind, time.GetUtcNow()) { Reason = reason });

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
        _timer = time.CreateTimer(_ => Send(RunSignalKind.Tick), null, at > now ? at - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public async Task<IReadOnlyList<RunSignal>> TakeAsync(CancellationToken lost)
    {
        var taken = new List<RunSignal> { await _channel.Reader.ReadAsync(lost).ConfigureAwait(false) };
        while (_channel.Reader.TryRead(out var next))
        {
            taken.Add(next);
        }

        if (taken.Any(signal => signal.Kind == RunSignalKind.Tick))
        {
            // A timer can fire a little early; the turn then asks for the same moment again and must get a new one.
            _wakesAt = null;
        }

        return taken;
    }
}
