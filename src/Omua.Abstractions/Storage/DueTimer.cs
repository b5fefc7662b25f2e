namespace Omua.Abstractions;

/// <summary>A timer that is due.</summary>
/// <param name="RunId">The run that set it.</param>
/// <param name="Id">Its id in the run.</param>
/// <param name="DueAt">When it fell due, by the store's clock, in UTC.</param>
public sealed record DueTimer(string RunId, string Id, DateTimeOffset DueAt);
