namespace Omua.Analytics;

/// <summary>When users were active, whatever they did: the days of purchases or of events. Build one with <see cref="Of(TransactionTable, string?)"/> or <see cref="Of(EventTable, string?)"/>.</summary>
public sealed class ActivityLog
{
    private readonly int[][] _days;
    private readonly string[]? _segments;

    private ActivityLog(int users, IEnumerable<(int User, int Day, string? Segment)> activities, string? segmentName)
    {
        var days = Enumerable.Range(0, users).Select(_ => new SortedSet<int>()).ToArray();
        var segments = new (int Day, string? Name)[users];
        Array.Fill(segments, (int.MaxValue, null));
        foreach (var (user, day, segment) in activities)
        {
            days[user].Add(day);
            // A user belongs where the first activity was.
            segments[user] = day < segments[user].Day ? (day, segment) : segments[user];
        }

        _days = [.. days.Select(own => own.ToArray())];
        _segments = segmentName is null ? null : [.. segments.Select(own => own.Name ?? "")];
        SegmentName = segmentName;
        FirstDay = _days.Where(own => own.Length > 0).Min(own => own[0]);
        LastDay = _days.Where(own => own.Length > 0).Max(own => own[^1]);
    }

    /// <summary>How many users.</summary>
    public int Count => _days.Length;

    /// <summary>The dimension that tells users apart; null where they are not.</summary>
    public string? SegmentName { get; }

    /// <summary>The first day with an activity, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int FirstDay { get; }

    /// <summary>The last day with an activity.</summary>
    public int LastDay { get; }

    /// <summary>The days on which a user was active, rising.</summary>
    public IReadOnlyList<int> Days(int user) => _days[user];

    /// <summary>The segment of a user, as the first activity has it; empty where users are not told apart.</summary>
    public string Segment(int user) => _segments?[user] ?? "";

    /// <summary>The days of purchases.</summary>
    /// <param name="purchases">The purchases, at least one.</param>
    /// <param name="segment">The dimension to tell users apart by; default none.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.UnknownDimension"/>.</exception>
    public static ActivityLog Of(TransactionTable purchases, string? segment = null)
    {
        Check(purchases.Count, segment, purchases.Dimensions);
        var days = purchases.Days.ToArray();
        var users = purchases.CustomerOf.ToArray();
        return new ActivityLog(purchases.Customers.Count, Enumerable.Range(0, purchases.Count).Select(row => (users[row], days[row], segment is null ? null : purchases.Values(segment)[purchases.Codes(segment)[row]])), segment);
    }

    /// <summary>The days of events.</summary>
    /// <param name="events">The events, at least one.</param>
    /// <param name="segment">The dimension to tell users apart by; default none.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.UnknownDimension"/>.</exception>
    public static ActivityLog Of(EventTable events, string? segment = null)
    {
        Check(events.Count, segment, events.Dimensions);
        var times = events.Times.ToArray();
        var users = events.UserOf.ToArray();
        return new ActivityLog(
            events.Users.Count, Enumerable.Range(0, events.Count).Select(row => (users[row], (int)(times[row] / TimeSpan.TicksPerDay), segment is null ? null : events.Values(segment)[events.Codes(segment)[row]])), segment);
    }

    private static void Check(int count, string? segment, IReadOnlyCollection<string> dimensions)
    {
        if (count == 0)
        {
            throw MathsFaults.TooFew("Retention", 0, 1);
        }

        if (segment is not null && !dimensions.Contains(segment))
        {
            throw MathsFaults.UnknownDimension(segment, dimensions);
        }
    }
}
