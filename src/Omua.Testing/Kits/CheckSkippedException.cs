namespace Omua.Testing;

/// <summary>A check cannot be tried on this plugin or in this place; the message says why.</summary>
internal sealed class CheckSkippedException(string reason) : Exception(reason);
