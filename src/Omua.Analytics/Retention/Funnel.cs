namespace Omua.Analytics;

/// <summary>How far users come through steps in their order.</summary>
/// <param name="Segment">The segment; empty where users are not told apart.</param>
/// <param name="Steps">Each step, the first one first.</param>
public sealed record Funnel(string Segment, IReadOnlyList<FunnelStep> Steps)
{
    /// <summary>
    /// Users who did the steps in this order, each at or after the one before, all within a window from the first. Of several beginnings the one that leads furthest counts; other events between are no
    /// matter. Shares with Wilson's interval: of the first step, and of the step before. A user belongs to the segment of the first event of the data.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="steps">Names of the events in order, two and more.</param>
    /// <param name="window">From the first step to the last; above 0. Default 7 days.</param>
    /// <param name="segment">The dimension to tell users apart by; default none.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.TooFewObservations"/> below two steps, <see cref="FaultCodes.UnknownColumn"/> for an event that does not occur, <see cref="FaultCodes.UnknownDimension"/>,
    /// <see cref="FaultCodes.FigureOutOfRange"/> for a window of zero or less, <see cref="FaultCodes.ZeroTotal"/> where nobody did the first step.
    /// </exception>
    public static IReadOnlyList<Funnel> Of(EventTable events, IReadOnlyList<string> steps, TimeSpan? window = null, string? segment = null)
    {
        var span = (window ?? TimeSpan.FromDays(7)).Ticks;
        if (steps.Count < 2)
        {
            throw MathsFaults.TooFew("A funnel", steps.Count, 2);
        }

        if (span <= 0)
        {
            throw MathsFaults.OutOfRange("the window in days", TimeSpan.FromTicks(span).TotalDays, "above 0");
        }

        var codes = steps.Select(step => events.Names.ToList().IndexOf(step) is >= 0 and var code ? code : throw new FaultException(new Fault(
            FaultCodes.UnknownColumn, $"The data has no event '{step}'; it has {string.Join(", ", events.Names)}.", "Name events that it has."))).ToArray();
        var log = ActivityLog.Of(events, segment);
        var reached = new int[events.Users.Count];
        foreach (var user in Rows(events))
        {
            reached[user.Key] = Furthest([.. user], events, codes, span);
        }

        return [.. Enumerable.Range(0, reached.Length).GroupBy(log.Segment, StringComparer.Ordinal).OrderByDescending(group => group.Count(user => reached[user] > 0))
            .Where(group => group.Any(user => reached[user] > 0)).Select(group => new Funnel(group.Key, Counted(steps, [.. group.Select(user => reached[user])])))];
    }

    private static IEnumerable<IGrouping<int, int>> Rows(EventTable events)
    {
        var (users, times) = (events.UserOf.ToArray(), events.Times.ToArray());
        return Enumerable.Range(0, events.Count).OrderBy(row => times[row]).GroupBy(row => users[row]);
    }

    /// <summary>For each number of steps the latest beginning that led there: a later beginning leaves more of the window.</summary>
    private static int Furthest(List<int> rows, EventTable events, int[] codes, long window)
    {
        var (begun, furthest) = (new long[codes.Length], 0);
        Array.Fill(begun, long.MinValue);
        foreach (var row in rows)
        {
            // From behind, so that one event is not two steps.
            for (var step = codes.Length - 1; step >= 0; step--)
            {
                if (events.NameOf[row] != codes[step])
                {
                    continue;
                }

                var start = step == 0 ? events.Times[row] : begun[step - 1];
                if (start != long.MinValue && events.Times[row] - start <= window)
                {
                    begun[step] = Math.Max(begun[step], start);
                    furthest = Math.Max(furthest, step + 1);
                }
            }
        }

        return furthest;
    }

    private static List<FunnelStep> Counted(IReadOnlyList<string> names, List<int> reached)
    {
        double[] users = [.. Enumerable.Range(1, names.Count).Select(step => (double)reached.Count(far => far >= step))];
        return [.. names.Select((name, step) => new FunnelStep(
            name, users[step], Proportions.Wilson(users[step], users[0]), step == 0 || users[step - 1] == 0 ? null : Proportions.Wilson(users[step], users[step - 1])))];
    }
}
