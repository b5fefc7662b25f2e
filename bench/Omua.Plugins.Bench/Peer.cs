namespace Omua.Plugins.Bench;

/// <summary>The same prebuilt folders, loaded, constructed and called once: by this host, which also checks, binds, guards and initializes, and by a plain loader.</summary>
internal static class Peer
{
    public static async Task RunAsync(int rounds)
    {
        using var one = await new Ground().WithFoldersAsync(1);
        using var many = await new Ground().WithFoldersAsync(100);
        await Child.LoadAsync(one.Home);
        await Child.LoadAsync(many.Home);
        await Stopwatches.CompareAsync(
            "Prebuilt folders, against McMaster.NETCore.Plugins 2.0.0", rounds,
            ("empty program", () => Stopwatches.ProcessAsync("empty"), ""),
            ("Omua, 1 folder", () => Stopwatches.ProcessAsync("load", one.Home), "faster"),
            ("McMaster, 1 folder", () => Stopwatches.ProcessAsync("mcmaster", one.Home), ""),
            ("Omua, 100 folders", () => Stopwatches.ProcessAsync("load", many.Home), "faster"),
            ("McMaster, 100 folders", () => Stopwatches.ProcessAsync("mcmaster", many.Home), ""),
            ("Omua, 100 folders, one used", () => Stopwatches.ProcessAsync("use", many.Home, Ground.Name(50)), ""));
    }
}
