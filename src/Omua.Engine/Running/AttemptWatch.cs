namespace Omua.Engine.Running;

/// <summary>The attempts under way in a run, and one timer for the limits of all of them: a timer for each would cost more than most attempts do.</summary>
internal sealed class AttemptWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);
    private readonly ITimer _timer;
    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private bool _isDisposed;

    public AttemptWatch(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Time that passes whatever is done to the clock.</summary>
    public TimeSpan Now => _time.GetElapsedTime(0);

    public void Add(Attempt attempt)
    {
        lock (_gate)
        {
            _attempts[attempt.TaskId] = attempt;
        }
    }

    public void Remove(Attempt attempt)
    {
        lock (_gate)
        {
            if (_attempts.TryGetValue(attempt.TaskId, out var there) && there == attempt)
            {
                _attempts.Remove(attempt.TaskId);
            }
        }
    }

    public Attempt? Find(string taskId)
    {
        lock (_gate)
        {
            return _attempts.GetValueOrDefault(taskId);
        }
    }

    public IReadOnlyList<Attempt> All()
    {
        lock (_gate)
        {
            return [.. _attempts.Values];
        }
    }

    /// <summary>Looks at that time, or earlier.</summary>
    public void LookAt(TimeSpan at)
    {
        lock (_gate)
        {
            if (at < _armedFor && !_isDisposed)
            {
                Arm(at);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Look()
    {
        var now = Now;
        List<Attempt> due;
        lock (_gate)
        {
            due = [.. _attempts.Values.Where(attempt => attempt.NextLook <= now)];
            _armedFor = TimeSpan.MaxValue;
        }

        // Outside the lock: an attempt that is told to stop may end at once, and takes itself off the list.
        due.ForEach(attempt => attempt.Look(now));
        lock (_gate)
        {
            var next = _armedFor;
            foreach (var attempt in _attempts.Values)
            {
                next = attempt.NextLook < next ? attempt.NextLook : next;
            }

            if (next < TimeSpan.MaxValue && !_isDisposed)
            {
                Arm(next);
            }
        }
    }

    private void Arm(TimeSpan at)
    {
        _armedFor = at;

        // A timer counts whole milliseconds and may fire early: a millisecond late beats a second look.
        var wait = at - Now;
        _timer.Change(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
