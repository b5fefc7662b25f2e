using Omua.Plugins.Discovery;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Installing;

/// <summary>Copies a plugin that stands as files: a source with what it includes, a folder of sources, a folder with a built assembly.</summary>
internal static class SourceStager
{
    /// <summary>A file stays a file; one that includes others becomes a folder of all of them.</summary>
    public static void File(string path, string content)
    {
        var place = new PluginPlace(PluginSource.Configured, Path.GetDirectoryName(path)!, Trusted: true);
        var sources = SourceReader.Read(new PluginUnit(place, PluginUnitKind.SourceFile, path, ""));
        if (sources.Faults.Count > 0)
        {
            throw new FaultException(sources.Faults);
        }

        if (sources.Files.Count == 1)
        {
            System.IO.File.Copy(path, Path.Combine(content, Path.GetFileName(path)));
            return;
        }

        var folder = Path.Combine(content, Path.GetFileNameWithoutExtension(path));
        foreach (var file in sources.Files)
        {
            Copy(file.Path, Path.Combine(folder, file.Name));
        }
    }

    public static void Folder(string path, string content)
    {
        var folder = Path.Combine(content, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        foreach (var file in FolderFiles.Of(path).Where(file => !IsLeftOut(Path.GetRelativePath(path, file.FullName))))
        {
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target && !target.FullName.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new FaultException(new Fault(FaultCodes.PluginNotAddable, $"{file.FullName} is a link that leads out of the folder", "Put the file itself there") { File = file.FullName });
            }

            Copy(file.FullName, Path.Combine(folder, Path.GetRelativePath(path, file.FullName)));
        }
    }

    private static bool IsLeftOut(string relative) => relative.Split(Path.DirectorySeparatorChar).SkipLast(1).Any(name => name is "obj" or ".git" or ".vs");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        System.IO.File.Copy(from, to);
    }
}
