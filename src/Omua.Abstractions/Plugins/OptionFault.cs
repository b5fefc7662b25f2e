namespace Omua.Abstractions;

/// <summary>One thing that is wrong with one option.</summary>
/// <param name="Key">The key in snake_case, nested keys joined by a colon. The host adds the line and column.</param>
/// <param name="Message">What is wrong and what to write: <c>is 0s; use 1s to 10m</c>. Never quote a secret.</param>
public sealed record OptionFault(string Key, string Message);
