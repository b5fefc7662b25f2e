namespace Omua.Plugins;

/// <summary>A place in a configuration file.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record ConfigurationPlace(string File, int Line, int Column);
