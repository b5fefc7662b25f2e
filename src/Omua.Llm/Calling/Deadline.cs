namespace Omua.Llm.Calling;

/// <summary>A moment by which something must be over, on a clock that does not jump.</summary>
internal readonly record struct Deadline(TimeProvider Time, long Start, TimeSpan Length)
{
    /// <summary>Never negative.</summary>
    public TimeSpan Remaining => Length - Time.GetElapsedTime(Start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public static Deadline In(TimeSpan length, TimeProvider time) => new(time, time.GetTimestamp(), length);
}
