namespace Omua.Abstractions;

/// <summary>A stored document.</summary>
/// <param name="Key">Its key in the collection.</param>
/// <param name="Json">JSON equal in meaning to what was written (a store may reformat it).</param>
/// <param name="Version">Grows with each write.</param>
/// <param name="UpdatedAt">When it was written, by the store's clock, in UTC.</param>
public sealed record Document(string Key, string Json, long Version, DateTimeOffset UpdatedAt);
