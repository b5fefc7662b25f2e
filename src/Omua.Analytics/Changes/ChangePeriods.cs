namespace Omua.Analytics;

/// <summary>The two periods that are compared where none are named.</summary>
public static class ChangePeriods
{
    /// <summary>The usual length: four weeks hold each weekday four times.</summary>
    public const int UsualDays = 28;

    /// <summary>The last days of a window and as many before: <paramref name="days"/>, else 28, else whole weeks of half the window, else half of it. Null where the window does not hold two such periods.</summary>
    public static (DateRange Before, DateRange After)? AtTheEnd(DateRange window, int? days = null)
    {
        var half = window.Days / 2;
        var length = days ?? Math.Min(UsualDays, half >= 7 ? half / 7 * 7 : half);
        return length < 1 || length > half ? null
            : (new DateRange(window.To.AddDays(1 - 2 * length), window.To.AddDays(-length)), new DateRange(window.To.AddDays(1 - length), window.To));
    }
}
