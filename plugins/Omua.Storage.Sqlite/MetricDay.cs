namespace Omua.Storage.Sqlite;

/// <summary>The figures of one series on one day (UTC), as they grow while points are written.</summary>
internal sealed class MetricDay
{
    public const long Milliseconds = 86_400_000;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The start of the day that a time falls on, times before 1970 too.</summary>
    public static long Of(long at) => (at - (((at % Milliseconds) + Milliseconds) % Milliseconds));

    public void Add(double value)
    {
        Count++;
        Sum += value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }
}
