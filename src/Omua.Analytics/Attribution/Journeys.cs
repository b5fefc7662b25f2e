namespace Omua.Analytics;

/// <summary>Makes journeys of touches.</summary>
public static class Journeys
{
    /// <summary>
    /// Each conversion ends a journey of the touches of its user since the conversion before, as far as they lie in the look-back window. Touches after the last conversion are a
    /// journey without one: those within the window before the last touch. A touch is in one journey at most. Touches of one moment keep the order of the rows.
    /// </summary>
    /// <param name="touches">The touches, in any order.</param>
    /// <param name="lookBack">How long before the end of a journey a touch still counts; above zero. Default 30 days.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a window of zero or less.</exception>
    public static PathTable From(TouchpointTable touches, TimeSpan? lookBack = null)
    {
        var window = (lookBack ?? TimeSpan.FromDays(30)).Ticks;
        if (window <= 0)
        {
            throw MathsFaults.OutOfRange("the look-back window in days", TimeSpan.FromTicks(window).TotalDays, "above 0");
        }

        var journeys = new JourneyBuffer(touches);
        var order = InOrder(touches);
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && touches.Users[order[end]] == touches.Users[order[first]])
            {
                end++;
            }

            Split(touches, order.AsSpan(first, end - first), window, journeys);
            first = end;
        }

        return journeys.Build();
    }

    private static void Split(TouchpointTable touches, ReadOnlySpan<int> rows, long window, JourneyBuffer journeys)
    {
        var start = 0;
        for (var at = 0; at < rows.Length; at++)
        {
            var converts = touches.Conversions[rows[at]] > 0;
            if (converts || at == rows.Length - 1)
            {
                var last = touches.Times[rows[at]];
                while (last - touches.Times[rows[start]] > window)
                {
                    start++;
                }

                journeys.Add(rows[start..(at + 1)], converts ? rows[at] : -1);
                start = at + 1;
            }
        }
    }

    private static int[] InOrder(TouchpointTable touches)
    {
        var order = new int[touches.Count];
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        var (users, times) = (touches.Users.ToArray(), touches.Times.ToArray());
        Array.Sort(order, (a, b) => users[a] != users[b] ? users[a].CompareTo(users[b]) : times[a] != times[b] ? times[a].CompareTo(times[b]) : a.CompareTo(b));
        return order;
    }
}
