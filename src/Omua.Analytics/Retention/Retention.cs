namespace Omua.Analytics;

/// <summary>Who comes back, and when.</summary>
public static class Retention
{
    /// <summary>
    /// Users by the calendar period of their first activity (and by segment), and for each later period how many of them were active in it: active / cohort, with Wilson's interval. A period that had not
    /// ended when the data did is left out, as its users have not had the chance. Unit: ratio. Source of the interval: Wilson (1927).
    /// </summary>
    /// <param name="log">The activities.</param>
    /// <param name="grain">Calendar day, week (from Monday) or month. Default month.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for no grain.</exception>
    public static IReadOnlyList<RetentionCohort> Cohorts(ActivityLog log, TimeGrain grain = TimeGrain.Month)
    {
        if (grain == TimeGrain.None)
        {
            throw MathsFaults.OutOfRange("the time grain", (int)grain, "day, week or month");
        }

        // The last period counts as whole only where the data reaches its last day.
        var whole = Index(log.LastDay + 1, grain) - 1;
        return [.. Enumerable.Range(0, log.Count).GroupBy(user => (Start: RowGroups.StartOf(log.Days(user)[0], grain), Segment: log.Segment(user)))
            .OrderBy(cohort => cohort.Key.Start).ThenBy(cohort => cohort.Key.Segment, StringComparer.Ordinal)
            .Select(cohort => Cohort(log, [.. cohort], cohort.Key.Start, cohort.Key.Segment, grain, whole))];
    }

    /// <summary>
    /// How long users stay: from the first activity to the last, where a user who was silent for the last <paramref name="churnDays"/> days of the data is taken to have left on the day of the last activity, and
    /// any other is still there. Unit: days.
    /// </summary>
    /// <param name="log">The activities.</param>
    /// <param name="churnDays">Days of silence after which a user counts as gone; above 0. Default 30.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.NoDays"/> where the data covers fewer days than that.</exception>
    public static IReadOnlyList<(string Segment, SurvivalCurve Curve)> Lifetimes(ActivityLog log, int churnDays = 30)
    {
        if (churnDays < 1)
        {
            throw MathsFaults.OutOfRange("the number of silent days", churnDays, "1 and more");
        }

        if (log.LastDay - log.FirstDay < churnDays)
        {
            throw MathsFaults.TooFew($"Churn after {churnDays} silent days", log.LastDay - log.FirstDay + 1, churnDays + 1);
        }

        return [.. Enumerable.Range(0, log.Count).GroupBy(log.Segment, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group =>
        {
            var users = group.ToList();
            return (group.Key, SurvivalCurve.KaplanMeier(
                [.. users.Select(user => (double)(log.Days(user)[^1] - log.Days(user)[0]))], [.. users.Select(user => log.LastDay - log.Days(user)[^1] >= churnDays)]));
        })];
    }

    private static RetentionCohort Cohort(ActivityLog log, List<int> users, int start, string segment, TimeGrain grain, int whole)
    {
        var first = Index(start, grain);
        var active = new double[Math.Max(0, whole - first) + 1];
        foreach (var user in users)
        {
            foreach (var period in log.Days(user).Select(day => Index(day, grain) - first).Distinct().Where(period => period < active.Length))
            {
                active[period]++;
            }
        }

        return new RetentionCohort(RowGroups.SpanName(start, grain), segment, users.Count, [.. active.Select(count => Proportions.Wilson(count, users.Count))]) { Active = active };
    }

    private static int Index(int day, TimeGrain grain) => grain switch
    {
        TimeGrain.Month => DateOnly.FromDayNumber(day) is var date ? date.Year * 12 + date.Month : 0,
        TimeGrain.Week => RowGroups.StartOf(day, grain) / 7,
        _ => day,
    };
}
