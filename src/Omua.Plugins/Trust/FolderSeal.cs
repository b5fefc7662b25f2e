using System.Security.Cryptography;
using Omua.Plugins.Discovery;

namespace Omua.Plugins.Trust;

/// <summary>
/// What a folder of the cache held when it was made: each file with its size, time and SHA-256. Before anything in it is loaded, sizes and times are
/// compared, which costs a stat a file; where one differs, or where a thorough look is asked for, the content decides. A change that keeps size and time
/// is seen only by the thorough look.
/// </summary>
internal static class FolderSeal
{
    public const string Name = "omua.seal";

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>Seals a folder that is complete; the last file to be written into it.</summary>
    public static void Write(string folder) => File.WriteAllLines(
        Path.Combine(folder, Name),
        FolderFiles.Of(folder).Select(file => $"{Relative(folder, file)}\t{FileStat.Of(file)}\t{Hash(file.FullName)}"));

    /// <summary>What is not as it was sealed, in words; null where all is.</summary>
    public static string? Difference(string folder, bool thorough)
    {
        try
        {
            var sealedFiles = File.ReadAllLines(Path.Combine(folder, Name)).Select(line => line.Split('\t')).ToDictionary(fields => fields[0], StringComparer.Ordinal);
            foreach (var file in FolderFiles.Of(folder).Where(file => file.Name != Name))
            {
                var name = Relative(folder, file);
                if (!sealedFiles.Remove(name, out var fields))
                {
                    return $"{name} was added";
                }

                if ((thorough || FileStat.Of(file) != fields[1]) && Hash(file.FullName) is var now && now != fields[2])
                {
                    return $"{name} had the SHA-256 {fields[2][..12]} and has {now[..12]}";
                }
            }

            return sealedFiles.Count == 0 ? null : $"{sealedFiles.Keys.First()} was removed";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException or ArgumentException)
        {
            return $"its seal cannot be read ({exception.Message})";
        }
    }

    /// <exception cref="FaultException">The folder is not as it was sealed.</exception>
    public static void Require(string folder, string plugin, string pluginPath, bool thorough)
    {
        if (Difference(folder, thorough) is { } difference)
        {
            throw new FaultException(new Fault(
                FaultCodes.PluginCacheChanged, $"what the cache holds for {plugin} changed since it was made: {difference} in {folder}",
                "If you did not do that, find out who did; 'omua plugin restore' makes it anew") { File = pluginPath });
        }
    }

    private static string Relative(string folder, FileInfo file) => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
