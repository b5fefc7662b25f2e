namespace Omua.Plugins.Configuration;

/// <summary>Paths as they are written in a configuration: <c>~/</c> is the user's folder, a relative one starts at the file's folder.</summary>
internal static class PathText
{
    public static string Full(string path, ConfigurationOrigin origin)
    {
        var expanded = path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
        return Path.GetFullPath(expanded, origin.BaseDirectory);
    }
}
