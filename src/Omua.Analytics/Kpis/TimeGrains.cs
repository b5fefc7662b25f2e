namespace Omua.Analytics;

/// <summary>Time grains by their names on the wire.</summary>
internal static class TimeGrains
{
    /// <summary>The member of a group's key that holds its span: <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public static string Name(this TimeGrain grain) => grain switch { TimeGrain.Day => "day", TimeGrain.Week => "week", _ => "month" };
}
