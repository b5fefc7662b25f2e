namespace Omua.Plugins.Installing;

/// <summary>A folder whose plugins may not run.</summary>
/// <param name="Directory">Full path of the folder.</param>
/// <param name="Plugins">Full paths of the files and folders in it that hold code.</param>
public sealed record UntrustedFolder(string Directory, IReadOnlyList<string> Plugins);
