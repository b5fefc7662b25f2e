namespace Omua.Abstractions;

/// <summary>A store, as a person who looks after it wants to see it.</summary>
/// <param name="Place">Where it is: a file, or server and database. Never a password.</param>
/// <param name="Schema">The version of its schema; 1 for the first.</param>
/// <param name="SizeBytes">How much room it takes.</param>
/// <param name="IsReadOnly">Whether it was found damaged and takes no more writes.</param>
public sealed record StoreInfo(string Place, int Schema, long SizeBytes, bool IsReadOnly);
