namespace Omua.Cli.Tests;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The reference data, or null where it is not there.</summary>
    public static string? ReferenceData { get; } =
        new[] { Environment.GetEnvironmentVariable("OMUA_REFERENCE_DATA"), Path.GetFullPath(Path.Combine(Root, "..", "shared", "data")) }
            .FirstOrDefault(Directory.Exists);

    /// <summary>The path of a reference data set; skips the test where it is absent.</summary>
    public static string Reference(params string[] parts)
    {
        Assert.SkipWhen(ReferenceData is null, "reference data not found");
        return Path.Combine([ReferenceData!, .. parts]);
    }

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
