namespace Omua.Plugins.Installing;

/// <summary>What recording did for one plugin in a lock file.</summary>
/// <param name="Path">Full path of the plugin's file or folder.</param>
/// <param name="LockFile">Full path of the lock file.</param>
/// <param name="What"><c>recorded</c> for one that was not there, <c>dropped</c> for one that is gone, else what is different from before.</param>
public sealed record LockChange(string Path, string LockFile, string What);
