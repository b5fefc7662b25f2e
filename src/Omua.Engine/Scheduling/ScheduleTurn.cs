namespace Omua.Engine.Scheduling;

/// <summary>What came of a schedule that was due.</summary>
/// <param name="Schedule">The schedule as it now stands.</param>
/// <param name="RunId">The run that began; null where it was left out, and <see cref="Schedule.LastSkip"/> says why.</param>
internal sealed record ScheduleTurn(Schedule Schedule, string? RunId);
