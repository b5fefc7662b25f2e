namespace Omua.Abstractions;

/// <summary>A run as lists show it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="LastSequence">The sequence of its last event.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="Summary">The latest summary, exactly as it was written, or null.</param>
/// <param name="CreatedAt">When its first event was committed, by the store's clock, in UTC.</param>
/// <param name="UpdatedAt">When its last event was committed.</param>
/// <param name="LeasedUntil">When the lease that is held ends; null when nobody holds one.</param>
public sealed record RunEntry(
    string RunId, long LastSequence, bool IsOpen, string? Summary, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? LeasedUntil);
