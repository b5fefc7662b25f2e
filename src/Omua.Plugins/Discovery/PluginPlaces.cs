using Omua.Plugins.Trust;

namespace Omua.Plugins.Discovery;

/// <summary>The places in their order. A directory that is reached twice counts once, where it came first.</summary>
internal static class PluginPlaces
{
    public static IReadOnlyList<PluginPlace> Of(PluginHostOptions options)
    {
        var places = new List<PluginPlace>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var trust = new Lazy<TrustedFolders>(() => TrustedFolders.Read(options.HomeDirectory));
        var trustedRoots = new List<string>();

        if (options.InstallDirectory is { } install)
        {
            Add(PluginSource.Install, install, alwaysTrusted: true);
        }

        Add(PluginSource.User, Path.Combine(options.HomeDirectory, "plugins"), alwaysTrusted: true);
        if (options.ProjectDirectory is { } project)
        {
            Add(PluginSource.Project, Path.Combine(project, "plugins"), alwaysTrusted: false);
        }

        foreach (var directory in options.Directories)
        {
            Add(PluginSource.Configured, directory, alwaysTrusted: false);
        }

        return places;

        void Add(PluginSource source, string directory, bool alwaysTrusted)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
            if (!seen.Add(full) || (!Directory.Exists(full) && source != PluginSource.Configured))
            {
                return;
            }

            if (alwaysTrusted)
            {
                trustedRoots.Add(full);
            }

            var trusted = alwaysTrusted || options.TrustAll || trustedRoots.Any(root => Within(full, root)) || trust.Value.Contains(full);
            places.Add(new PluginPlace(source, full, trusted));
        }
    }

    private static bool Within(string directory, string root) =>
        directory.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
