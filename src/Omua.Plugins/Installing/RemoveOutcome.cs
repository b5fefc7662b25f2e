namespace Omua.Plugins.Installing;

/// <summary>What was removed.</summary>
/// <param name="Path">Full path of the file or folder that is gone.</param>
/// <param name="Names">The plugins that were in it.</param>
/// <param name="Lock">What is no longer recorded.</param>
public sealed record RemoveOutcome(string Path, IReadOnlyList<string> Names, IReadOnlyList<LockChange> Lock);
