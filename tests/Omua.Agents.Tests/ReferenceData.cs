using Omua.Analytics;

namespace Omua.Agents.Tests;

/// <summary>The published data sets that figures are held against; a test without them is skipped.</summary>
internal static class ReferenceData
{
    public static async Task<ContextData> LoadAsync(string name, decimal? budget = null)
    {
        var path = Environment.GetEnvironmentVariable("OMUA_REFERENCE_DATA") is { Length: > 0 } stated ? Path.Combine(stated, name) : Path.Combine(Root(), "..", "shared", "data", name);
        Assert.SkipUnless(Directory.Exists(path), "reference data not found");
        var loaded = await DatasetLoader.LoadAsync(path, new LoadOptions(), CancellationToken.None);
        var currency = loaded.Datasets.SelectMany(dataset => dataset.Quality.Currencies).FirstOrDefault() ?? Money.UnknownCurrency;
        return Market.Context([.. loaded.Datasets]) with { Budget = budget is { } amount ? new Money(amount, currency) : null };
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Omua.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
