using System.Globalization;

namespace Omua.Plugins.Discovery;

/// <summary>
/// The cheap fingerprint of a file or folder: size and time of change. It does not see a change that keeps both; where that matters, content is hashed.
/// </summary>
internal static class FileStat
{
    /// <summary>What stands for something that is not there, or a link that leads nowhere.</summary>
    public const string Gone = "gone";

    public static string Of(string path) => Directory.Exists(path) ? Of(new DirectoryInfo(path)) : Of(new FileInfo(path));

    public static string Of(FileSystemInfo item)
    {
        try
        {
            var target = item.LinkTarget is null ? item : item.ResolveLinkTarget(returnFinalTarget: true);
            return target switch
            {
                FileInfo { Exists: true } file => string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}"),
                DirectoryInfo { Exists: true } folder => string.Create(CultureInfo.InvariantCulture, $"d-{folder.LastWriteTimeUtc.Ticks:x}"),
                _ => Gone,
            };
        }
        catch (IOException)
        {
            // A link that leads to itself.
            return Gone;
        }
    }

    /// <summary>One fingerprint of many files, with their names below a folder.</summary>
    public static string Of(string folder, IEnumerable<FileInfo> files) =>
        ShortHash.Of(string.Join(';', files.Select(file => Path.GetRelativePath(folder, file.FullName) + '=' + Of(file))));
}
