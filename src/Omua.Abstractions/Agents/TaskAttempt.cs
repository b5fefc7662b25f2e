namespace Omua.Abstractions;

/// <summary>Which try at a task this is.</summary>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="IdempotencyKey">Constant across the attempts at one task of one run; hand it to any outside system that can take one.</param>
public sealed record TaskAttempt(int Number, string IdempotencyKey);
