using Omua.Plugins.Trust;

namespace Omua.Plugins.Installing;

/// <summary>Takes out of the cache what is not as it was sealed, by content; it is made anew when it is next needed.</summary>
internal static class CacheMender
{
    public static void Mend(string cache)
    {
        foreach (var root in new[] { cache, Path.Combine(cache, "packages") }.Where(Directory.Exists))
        {
            // A content key has 64 digits; everything else in the cache is not a sealed folder.
            foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder).Length == 64 && FolderSeal.Difference(folder, thorough: true) is not null))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
