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

        try
        {
            // Sorted as an array: a sort by key makes the runtime compile vector code at every start.
            var items = directory.GetFileSystemInfos();
            Array.Sort(items, (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return [.. items.Where(item => item.Name[0] is not ('_' or '.')).Select(item => Unit(place, item)).OfType<PluginUnit>()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Unlistable(place, directory, exception.Message)];
        }
    }

    private static PluginUnit? Unit(PluginPlace place, FileSystemInfo item) => item switch
    {
        FileInfo file when file.Extension == ".cs" => new PluginUnit(place, PluginUnitKind.SourceFile, file.FullName, FileStat.Of(file)),
        FileInfo file when file.Extension == ".dll" => new PluginUnit(place, PluginUnitKind.LooseAssembly, file.FullName, FileStat.Of(file)),
        DirectoryInfo folder => ReadableFolder(place, folder),
        _ => null,
    };

    private static bool LeadsBack(PluginPlace place, DirectoryInfo folder) =>
        folder.LinkTarget is not null && folder.ResolveLinkTarget(returnFinalTarget: true) is { } target &&
        (place.Directory + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static PluginUnit? ReadableFolder(PluginPlace place, DirectoryInfo folder)
    {
        try
        {
            return LeadsBack(place, folder) ? Unlistable(place, folder, $"it is a link to {folder.LinkTarget}, the folder that it stands in or one above") : Folder(place, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unlistable(place, folder, exception.Message);
        }
    }

    private static PluginUnit Unlistable(PluginPlace place, DirectoryInfo folder, string reason) =>
        new(place, PluginUnitKind.Unlistable, folder.FullName, "") { Reason = reason };

    private static PluginUnit? Folder(PluginPlace place, DirectoryInfo folder)
    {
        var files = FolderFiles.Of(folder.FullName);
        var assemblies = files.Where(file => file.Extension == ".dll" && file.DirectoryName == folder.FullName).Select(file => file.FullName).ToList();
        PluginUnitKind? kind = 0 switch
        {
            _ when assemblies.Count > 0 => PluginUnitKind.AssemblyFolder,
            _ when files.Any(file => file.Extension == ".csproj" && file.DirectoryName == folder.FullName) => PluginUnitKind.ProjectFolder,
            _ when FolderFiles.Sources(folder.FullName, files).Any() => PluginUnitKind.SourceFolder,
            _ => null,
        };
        return kind is { } known
            ? new PluginUnit(place, known, folder.FullName, FileStat.Of(folder.FullName, files)) { MainAssembly = assemblies.Count > 0 ? MainAssembly(folder, assemblies) : null }
            : null;
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
}
