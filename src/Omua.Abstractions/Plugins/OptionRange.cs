namespace Omua.Abstractions;

/// <summary>The values that an option may have, as <see cref="OptionChecks"/> was told.</summary>
/// <param name="Key">The key in snake_case, nested keys joined by a colon.</param>
/// <param name="Least">The smallest value; null where there is none.</param>
/// <param name="Most">The greatest value; null where there is none.</param>
public sealed record OptionRange(string Key, object? Least, object? Most);
