namespace Omua.Llm.Routing;

/// <summary>So much a minute, refilled evenly, on an injected clock.</summary>
internal sealed class TokenBucket(double perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly double _size = perMinute;
    private double _level = perMinute;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes an amount, and says how long to wait until it is there; takes nothing where that is longer than the limit.</summary>
    /// <returns>The wait, and whether the amount was taken.</returns>
    public (TimeSpan Wait, bool IsTaken) Take(double amount, TimeSpan limit)
    {
        // More than a minute's worth could never be there: it takes the whole minute.
        var wanted = Math.Min(amount, _size);
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _level = Math.Min(_size, _level + (time.GetElapsedTime(_filledAt, now).TotalMinutes * _size));
            _filledAt = now;
            var wait = _level >= wanted ? TimeSpan.Zero : TimeSpan.FromMinutes((wanted - _level) / _size);
            if (wait > limit)
            {
                return (wait, false);
            }

            // Below zero: those who come later wait for those who came first.
            _level -= wanted;
            return (wait, true);
        }
    }

    /// <summary>Gives back what was taken and not used, or takes what was used beyond.</summary>
    public void Correct(double taken, double used)
    {
        lock (_lock)
        {
            _level = Math.Min(_size, _level + Math.Min(taken, _size) - used);
        }
    }
}
