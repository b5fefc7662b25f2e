namespace Omua.Storage.Sqlite;

/// <summary>The days (UTC) of which the figures of each series are kept.</summary>
internal static class MetricDay
{
    public const long Milliseconds = 86_400_000;

    /// <summary>The start of the day that a time falls on, times before 1970 too.</summary>
    public static long Of(long at) => (at - (((at % Milliseconds) + Milliseconds) % Milliseconds));
}
