namespace Omua.Analytics;

/// <summary>One step of a survival curve.</summary>
/// <param name="Time">When, in the unit of the durations.</param>
/// <param name="AtRisk">How many were still watched just before.</param>
/// <param name="Left">How many left.</param>
/// <param name="Survival">Share that is left after it; 0 to 1.</param>
/// <param name="Interval">The interval of the share; null where nobody is left.</param>
public sealed record SurvivalPoint(double Time, int AtRisk, int Left, double Survival, Interval? Interval);
