namespace Omua.Engine.Running;

/// <summary>The limits of one attempt: its own, what is left of the task's total, and how long it may be silent. Counted by time that passes, not by the clock.</summary>
internal sealed class AttemptLimits
{
    private readonly TaskSpec _task;
    private readonly TimeSpan _limit;
    private readonly bool _isTotal;
    private readonly TimeSpan _deadline;
    private long _heardTicks;

    public AttemptLimits(AttemptOrder order, TimeSpan usual, TimeSpan now, TimeProvider time)
    {
        _task = order.Task;
        _limit = _task.Timeout ?? usual;
        if (_task.TotalTimeout is { } total && order.StartedAt is { } began && total - (time.GetUtcNow() - began) is var left && left < _limit)
        {
            (_limit, _isTotal) = (left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), true);
        }

        _deadline = now + _limit;
        _heardTicks = now.Ticks;
    }

    /// <summary>When the next of the limits is passed, where nothing is heard until then.</summary>
    public TimeSpan Next => SilentAt is { } silent && silent < _deadline ? silent : _deadline;

    private TimeSpan? SilentAt => _task.HeartbeatTimeout is { } silence ? TimeSpan.FromTicks(Volatile.Read(ref _heardTicks)) + silence : null;

    /// <summary>The attempt has said that it is alive; from any thread.</summary>
    public void Heard(TimeSpan now) => Volatile.Write(ref _heardTicks, now.Ticks);

    /// <summary>Which limit has been passed; null while none has.</summary>
    public string? Passed(TimeSpan now) =>
        now >= _deadline
            ? _isTotal ? $"{_task.Id} took longer than its total limit of {_task.TotalTimeout!.Value.TotalSeconds:0.###} s" : $"{_task.Id} took longer than its limit of {_limit.TotalSeconds:0.###} s"
            : now >= SilentAt ? $"{_task.Id} was silent for longer than its limit of {_task.HeartbeatTimeout!.Value.TotalSeconds:0.###} s"
            : null;
}
