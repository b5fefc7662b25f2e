namespace Omua.Abstractions;

/// <summary>The right to write a run, for a while.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Token">Grows with each new owner; an append with an old token is fenced.</param>
/// <param name="ExpiresAt">When it ends, by the store's clock, in UTC.</param>
public sealed record RunLease(string RunId, string Owner, long Token, DateTimeOffset ExpiresAt);
