using System.Globalization;

namespace Omua.Plugins.Discovery;

/// <summary>Lists what may be a plugin in a place. Costs a stat for each file and opens none.</summary>
internal static class PlaceScanner
{
    public static IEnumerable<PluginUnit> Units(PluginPlace place)
    {
        var directory = new DirectoryInfo(place.Directory);
        if (!directory.Exists)
        {
            return [new PluginUnit(place, PluginUnitKind.MissingPlace, place.Directory, "")];
        }

        // Sorted as an array: a sort by key makes the runtime compile vector code at every start.
        var items = directory.GetFileSystemInfos();
        Array.Sort(items, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return items.Where(item => item.Name[0] is not ('_' or '.')).Select(item => Unit(place, item)).OfType<PluginUnit>();
    }

    private static PluginUnit? Unit(PluginPlace place, FileSystemInfo item) => item switch
    {
        FileInfo file when file.Extension == ".cs" => new PluginUnit(place, PluginUnitKind.SourceFile, file.FullName, Stat(file)),
        FileInfo file when file.Extension == ".dll" => new PluginUnit(place, PluginUnitKind.LooseAssembly, file.FullName, Stat(file)),
        DirectoryInfo folder => Folder(place, folder),
        _ => null,
    };

    private static PluginUnit? Folder(PluginPlace place, DirectoryInfo folder)
    {
        var assemblies = folder.GetFiles("*.dll").Select(file => file.FullName).ToList();
        if (assemblies.Count == 0)
        {
            return null;
        }

        assemblies.Sort(StringComparer.Ordinal);
        var files = folder.GetFiles("*", SearchOption.AllDirectories);
        Array.Sort(files, (left, right) => string.CompareOrdinal(left.FullName, right.FullName));
        var stat = string.Join(';', files.Select(file => Path.GetRelativePath(folder.FullName, file.FullName) + '=' + Stat(file)));
        return new PluginUnit(place, PluginUnitKind.AssemblyFolder, folder.FullName, ShortHash.Of(stat)) { MainAssembly = MainAssembly(folder, assemblies) };
    }

    /// <summary>The assembly named like the folder, else the one that has a <c>.deps.json</c>, else the only one that is not the contracts.</summary>
    private static string? MainAssembly(DirectoryInfo folder, List<string> assemblies)
    {
        var named = Path.Combine(folder.FullName, folder.Name + ".dll");
        if (assemblies.Contains(named))
        {
            return named;
        }

        var described = assemblies.Where(path => File.Exists(Path.ChangeExtension(path, ".deps.json"))).ToList();
        var candidates = (described.Count > 0 ? described : assemblies)
            .Where(path => !HostAssemblies.IsProvided(Path.GetFileNameWithoutExtension(path))).ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private static string Stat(FileInfo file)
    {
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return target is { Exists: true } ? string.Create(CultureInfo.InvariantCulture, $"{target.Length:x}-{target.LastWriteTimeUtc.Ticks:x}") : "gone";
    }
}
