namespace Omua.Plugins.Bench;

/// <summary>Cold processes over an empty cache: everything is compiled.</summary>
internal static class Compiles
{
    public static Task RunAsync(int rounds) => Stopwatches.CompareAsync(
        "First compile of single files, a process each", rounds,
        ("1 file", () => FirstAsync(1), "1,200 ms"), ("10 files", () => FirstAsync(10), "2,000 ms"), ("100 files", () => FirstAsync(100), "5,000 ms"));

    private static async Task<double> FirstAsync(int count)
    {
        using var ground = new Ground().WithFiles(count);
        return await Stopwatches.ProcessAsync("scan", ground.Home);
    }
}
