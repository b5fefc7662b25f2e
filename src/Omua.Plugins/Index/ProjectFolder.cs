using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>A folder with a project file and no assembly. A project is no form of plugin; only one that was meant to become one is worth a word.</summary>
internal static class ProjectFolder
{
    /// <summary>Without a fault where it has nothing to do with plugins: it is left alone.</summary>
    public static IndexedUnit Inspect(PluginUnit unit)
    {
        var found = new IndexedUnit(unit.Path, unit.Stat, "", null, [], []) { Kind = unit.Kind };
        return Projects(unit.Path).Any(project => File.ReadAllText(project).Contains(HostAssemblies.Contracts, StringComparison.OrdinalIgnoreCase))
            ? found with
            {
                Faults =
                [
                    new Fault(
                        FaultCodes.PluginClassMissing, $"{unit.Path} holds a project that is not built", $"omua plugin add {unit.Path} (it may stay where it is), or publish it into a folder of its own")
                    {
                        File = unit.Path,
                    },
                ],
            }
            : found;
    }

    /// <summary>Whether what it builds stands in another folder of the places: then this is that plugin's source, and nothing is missing.</summary>
    public static bool IsSourceOf(string folder, IReadOnlySet<string> assemblies) =>
        Projects(folder).Any(project => assemblies.Contains(Path.GetFileNameWithoutExtension(project)));

    private static IEnumerable<string> Projects(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csproj") : [];
}
