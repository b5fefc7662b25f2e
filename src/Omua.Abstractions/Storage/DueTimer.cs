namespace Omua.Abstractions;

/// <summary>A timer of a run.</summary>
/// <param name="RunId">The run that set it.</param>
/// <param name="Id">Its id in the run.</param>
/// <param name="DueAt">When it falls due, by the store's clock, in UTC.</param>
public sealed record DueTimer(string RunId, string Id, DateTimeOffset DueAt);
