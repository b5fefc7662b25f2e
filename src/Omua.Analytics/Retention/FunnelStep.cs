namespace Omua.Analytics;

/// <summary>One step of a funnel.</summary>
/// <param name="Name">The event.</param>
/// <param name="Users">Users who came this far; count.</param>
/// <param name="OfFirst">Share of those who did the first step; ratio, with its interval.</param>
/// <param name="OfBefore">Share of those who did the step before; null for the first step, and where nobody did that.</param>
public sealed record FunnelStep(string Name, double Users, Estimate OfFirst, Estimate? OfBefore);
