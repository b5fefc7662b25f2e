namespace Omua.Engine.Running;

/// <summary>
/// The clock of a run while a process works on it: the wall's time when it began, and from then on the time that passes. A wall clock that is set back or forth in between
/// neither holds a retry up for an hour nor lets an hour pass at once.
/// </summary>
internal sealed class SteadyTime(TimeProvider wall) : TimeProvider
{
    private readonly DateTimeOffset _began = wall.GetUtcNow();
    private readonly long _stamp = wall.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _began + wall.GetElapsedTime(_stamp);

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => wall.CreateTimer(callback, state, dueTime, period);
}
