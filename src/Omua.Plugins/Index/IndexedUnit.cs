namespace Omua.Plugins.Index;

/// <summary>What the last look at a file or folder found.</summary>
/// <param name="Path">Full path of the file or folder.</param>
/// <param name="Stat">Its fingerprint at that time.</param>
/// <param name="Hash">SHA-256 of the content (for a source file: together with the compiler and its references); empty where it could not be taken.</param>
/// <param name="Assembly">Full path of the assembly that holds the plugins; null where there is none.</param>
/// <param name="Plugins">The plugin classes in it.</param>
/// <param name="Faults">What is wrong with the whole of it.</param>
internal sealed record IndexedUnit(
    string Path, string Stat, string Hash, string? Assembly, IReadOnlyList<IndexedPlugin> Plugins, IReadOnlyList<Fault> Faults);
