namespace Omua.Engine.Running;

/// <summary>The limits of one attempt: its own, what is left of the task's total, and how long it may be silent. Its token ends with the first of them, or with the stop.</summary>
internal sealed class AttemptLimits : IDisposable
{
    private readonly TaskSpec _task;
    private readonly TimeSpan _limit;
    private readonly bool _isTotal;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource? _silence;
    private readonly CancellationTokenSource _all;

    public AttemptLimits(AttemptOrder order, TimeSpan usual, TimeProvider time, CancellationToken stop)
    {
        _task = order.Task;
        _limit = _task.Timeout ?? usual;
        if (_task.TotalTimeout is { } total && order.StartedAt is { } began && total - (time.GetUtcNow() - began) is var left && left < _limit)
        {
            (_limit, _isTotal) = (left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), true);
        }

        _deadline = new CancellationTokenSource(_limit, time);
        _silence = _task.HeartbeatTimeout is { } heartbeat ? new CancellationTokenSource(heartbeat, time) : null;
        _all = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, _silence?.Token ?? CancellationToken.None, stop);
    }

    public CancellationToken Token => _all.Token;

    /// <summary>Which limit was passed.</summary>
    public string Passed =>
        _silence is { IsCancellationRequested: true } && !_deadline.IsCancellationRequested
            ? $"{_task.Id} was silent for longer than its limit of {_task.HeartbeatTimeout!.Value.TotalSeconds:0.###} s"
            : _isTotal ? $"{_task.Id} took longer than its total limit of {_task.TotalTimeout!.Value.TotalSeconds:0.###} s"
            : $"{_task.Id} took longer than its limit of {_limit.TotalSeconds:0.###} s";

    /// <summary>Called by the agent, from any thread and perhaps after the attempt has ended.</summary>
    public void Beat()
    {
        if (_silence is null)
        {
            return;
        }

        try
        {
            _silence.CancelAfter(_task.HeartbeatTimeout!.Value);
        }
        catch (ObjectDisposedException)
        {
            // The attempt was abandoned; nobody listens any more.
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        _silence?.Dispose();
        _deadline.Dispose();
    }
}
