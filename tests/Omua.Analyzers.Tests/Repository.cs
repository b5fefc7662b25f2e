namespace Omua.Analyzers.Tests;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Omua.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Omua.slnx above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }
}
