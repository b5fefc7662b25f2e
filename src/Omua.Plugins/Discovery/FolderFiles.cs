using System.IO.Enumeration;

namespace Omua.Plugins.Discovery;

/// <summary>The files below a folder, in order of name. Links to folders are not followed, so no link can make it endless or lead out of the folder.</summary>
internal static class FolderFiles
{
    /// <summary>More than any plugin has; a folder with more was not meant to be one.</summary>
    public const int Maximum = 5_000;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <exception cref="IOException">There are too many, or one cannot be listed.</exception>
    public static IReadOnlyList<FileInfo> Of(string folder)
    {
        var found = new FileSystemEnumerable<FileInfo>(folder, static (ref entry) => (FileInfo)entry.ToFileSystemInfo(), Everything)
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Take(Maximum + 1).ToArray();
        Array.Sort(found, (left, right) => string.CompareOrdinal(left.FullName, right.FullName));
        return found.Length <= Maximum ? found : throw new IOException($"it holds more than {Maximum} files");
    }

    /// <summary>The sources that make up a folder plugin: all C# files, but for what a build leaves behind and names that start with <c>_</c> or a dot.</summary>
    public static IEnumerable<string> Sources(string folder, IEnumerable<FileInfo> files) => files
        .Where(file => file.Extension == ".cs" && IsOurs(Path.GetRelativePath(folder, file.FullName).Split(Path.DirectorySeparatorChar)))
        .Select(file => file.FullName);

    private static bool IsOurs(string[] names) =>
        names.All(name => name[0] is not ('_' or '.')) && !names.SkipLast(1).Any(name => name is "bin" or "obj");
}
