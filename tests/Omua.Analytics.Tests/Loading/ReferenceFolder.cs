namespace Omua.Analytics.Tests.Loading;

/// <summary>Where the reference data lies, which is not part of the repository.</summary>
internal static class ReferenceFolder
{
    public static string Find(string name)
    {
        var root = Environment.GetEnvironmentVariable("OMUA_REFERENCE_DATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); root is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Omua.slnx")))
            {
                root = Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }

        Assert.SkipUnless(root is not null && Directory.Exists(Path.Combine(root, name)), "reference data not found");
        return Path.GetFullPath(Path.Combine(root!, name));
    }

    public static async Task<LoadedData> LoadAsync(string name) => await DatasetLoader.LoadAsync(Find(name), new LoadOptions(), CancellationToken.None);
}
