namespace Omua.Plugins.Index;

/// <summary>A file or folder that a plugin was made from beside its own, with its fingerprint at that time.</summary>
internal sealed record IndexedPart(string Path, string Stat);
