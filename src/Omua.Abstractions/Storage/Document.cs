namespace Omua.Abstractions;

/// <summary>A stored document.</summary>
/// <param name="Key">Its key in the collection.</param>
/// <param name="Json">Exactly the text that was written, character by character: hashes over it hold.</param>
/// <param name="Version">Grows with each write.</param>
/// <param name="UpdatedAt">When it was written, by the store's clock, in UTC.</param>
public sealed record Document(string Key, string Json, long Version, DateTimeOffset UpdatedAt);
