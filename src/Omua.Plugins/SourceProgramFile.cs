namespace Omua.Plugins;

/// <summary>One source file of a plugin.</summary>
/// <param name="Path">Full path, for messages.</param>
/// <param name="Name">The path within the plugin, with <c>/</c>: what the debugging symbols carry, so that the same sources give the same assembly anywhere.</param>
/// <param name="Text">The decoded text.</param>
public sealed record SourceProgramFile(string Path, string Name, string Text);
