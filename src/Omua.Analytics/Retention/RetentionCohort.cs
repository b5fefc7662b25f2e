namespace Omua.Analytics;

/// <summary>Users whose first activity was in the same period.</summary>
/// <param name="Start">The period: <c>1997-01</c>, or its first day.</param>
/// <param name="Segment">Their segment; empty where users are not told apart.</param>
/// <param name="Users">How many.</param>
/// <param name="Retained">Share that was active in the period itself (place 0), in the one after, and so on; ratio, with its interval.</param>
public sealed record RetentionCohort(string Start, string Segment, int Users, IReadOnlyList<Estimate> Retained)
{
    /// <summary>How many were active, in the same order; count.</summary>
    public required IReadOnlyList<double> Active { get; init; }
}
