namespace Omua.Testing;

/// <summary>A promise of the contract is broken: what was expected, and what was seen.</summary>
public sealed class CheckFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
