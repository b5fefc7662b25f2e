namespace Omua.Plugins.Bench;

/// <summary>Cold processes over a warm cache: many plugins of which one is used, and all that are there initialized.</summary>
internal static class Starts
{
    private static readonly int[] Counts = [1, 10, 100, 1_000];

    public static async Task RunAsync(int rounds)
    {
        using var none = new Ground();
        var grounds = Counts.Select(count => new Ground().WithFiles(count)).ToList();
        try
        {
            foreach (var ground in grounds)
            {
                await Child.ScanAsync(ground.Home);
            }

            await Stopwatches.CompareAsync(
                "Warm start, single files", rounds,
                [
                    ("empty program", () => Stopwatches.ProcessAsync("empty"), ""),
                    ("no plugin", () => Stopwatches.ProcessAsync("scan", none.Home), ""),
                    .. grounds.Zip(Counts).Select(pair => ($"{pair.Second:N0}, one used", (Func<Task<double>>)(() => Stopwatches.ProcessAsync("use", pair.First.Home, Ground.Name(pair.Second / 2))), pair.Second == 1_000 ? "3" : "")),
                    ("100, all initialized and called", () => Stopwatches.ProcessAsync("load", grounds[2].Home), "8"),
                ]);
        }
        finally
        {
            grounds.ForEach(ground => ground.Dispose());
        }
    }
}
