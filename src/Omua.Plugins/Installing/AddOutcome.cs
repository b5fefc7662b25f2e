namespace Omua.Plugins.Installing;

/// <summary>What was added.</summary>
/// <param name="Path">Full path of the file or folder in its place.</param>
/// <param name="Names">The plugins in it.</param>
/// <param name="Packages">Its packages, as <c>Name@1.2.3</c>.</param>
/// <param name="Lock">What was recorded.</param>
public sealed record AddOutcome(string Path, IReadOnlyList<string> Names, IReadOnlyList<string> Packages, IReadOnlyList<LockChange> Lock);
