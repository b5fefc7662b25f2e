namespace Omua.Analytics;

/// <summary>Which days the rows cover.</summary>
internal static class DayCoverage
{
    public static DateRange? Window(int[]? days)
    {
        if (days is null or [])
        {
            return null;
        }

        var (first, last) = Ends(days);
        return new DateRange(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));
    }

    /// <summary>Spans of days without a row, between the first day and the last.</summary>
    public static IReadOnlyList<DateRange> Gaps(int[]? days)
    {
        var gaps = new List<DateRange>();
        if (days is null or [])
        {
            return gaps;
        }

        var (first, last) = Ends(days);
        var seen = new bool[last - first + 2];
        seen[^1] = true;
        foreach (var day in days)
        {
            seen[day - first] = true;
        }

        for (var day = 0; day < seen.Length; day++)
        {
            if (!seen[day])
            {
                var start = day;
                while (!seen[day])
                {
                    day++;
                }

                gaps.Add(new DateRange(DateOnly.FromDayNumber(first + start), DateOnly.FromDayNumber(first + day - 1)));
            }
        }

        return gaps;
    }

    private static (int First, int Last) Ends(int[] days)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var day in days)
        {
            first = Math.Min(first, day);
            last = Math.Max(last, day);
        }

        return (first, last);
    }
}
